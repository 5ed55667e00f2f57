namespace TypedBus;

/// <summary>
/// Marks a static method that makes an event of one version out of the version before. Bytes of the old version, which others still publish
/// or a broker still keeps, are read as the old event and arrive as the newest that such methods lead to.
/// </summary>
/// <remarks>
/// The method takes the old event alone and returns the new one: both are events of one subject, whose versions follow on each other. It may be
/// called by several threads at once. Where it throws, the bytes count as unreadable.
/// </remarks>
[AttributeUsage(AttributeTargets.Method)]
public sealed class UpcastAttribute : Attribute;
