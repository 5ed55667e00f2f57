namespace TypedBus.Shapes;

/// <summary>One parameter of a handler.</summary>
/// <param name="Kind">What it is filled with.</param>
/// <param name="Service">The service, if it is filled with one.</param>
internal sealed record ParameterShape(ParameterKind Kind, ServiceShape? Service = null);
