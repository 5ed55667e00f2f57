namespace TypedBus;

/// <summary>
/// Marks the member of an event by which its deliveries keep their order where a handler runs several at a time: those of one key are
/// handled one after the other, as they were published, and those of different keys side by side.
/// </summary>
/// <remarks>
/// One member of an event may be marked: a readable property or field, or a parameter of a record's primary constructor, of a type that
/// overrides GetHashCode, as records, strings, numbers and enums do. Events whose key is null share one place among themselves. The source generator reads this attribute; nothing reads
/// it at run time.
/// </remarks>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field | AttributeTargets.Parameter)]
public sealed class OrderKeyAttribute : Attribute;
