namespace TypedBus.Shapes;

/// <summary>How a service is had.</summary>
internal enum ServiceAccess
{
    /// <summary>It must be registered.</summary>
    Required,

    /// <summary>It is null where it is not registered.</summary>
    Optional,

    /// <summary>It must be registered with a key.</summary>
    Keyed,

    /// <summary>It is the provider of services itself.</summary>
    Provider,
}
