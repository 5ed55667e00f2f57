using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using TypedBus.Shapes;

namespace TypedBus.Analyzers;

/// <summary>The types that rules ask for, looked up once a compilation, however many analyzers ask.</summary>
internal sealed class KnownSymbols
{
    // The symbols hold the compilation, which the table allows: an entry goes when nobody else holds its key.
    private static readonly ConditionalWeakTable<Compilation, KnownSymbols> _known = new();

    private KnownSymbols(Compilation compilation)
    {
        EventAttribute = compilation.GetTypeByMetadataName(KnownNames.FullEventAttribute);
        HandlerAttribute = compilation.GetTypeByMetadataName(KnownNames.FullHandlerAttribute);
        EventBus = compilation.GetTypeByMetadataName("TypedBus.EventBus");
        EventContext = compilation.GetTypeByMetadataName("TypedBus.EventContext");
        TestBus = compilation.GetTypeByMetadataName("TypedBus.Testing.TestBus");
    }

    public INamedTypeSymbol? EventAttribute { get; }

    public INamedTypeSymbol? HandlerAttribute { get; }

    public INamedTypeSymbol? EventBus { get; }

    public INamedTypeSymbol? EventContext { get; }

    public INamedTypeSymbol? TestBus { get; }

    /// <summary>Finds the types for a compilation, or null where it does not reference the library.</summary>
    public static KnownSymbols? Find(Compilation compilation)
    {
        var known = _known.GetValue(compilation, static key => new KnownSymbols(key));
        return known.EventAttribute is null || known.HandlerAttribute is null ? null : known;
    }
}
