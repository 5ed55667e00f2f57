using Microsoft.CodeAnalysis;
using TypedBus.Shapes;

namespace TypedBus.Analyzers.Publishing;

/// <summary>Knows the methods that set a bus up.</summary>
internal static class BusSetup
{
    /// <summary>The full names of the methods that make a bus.</summary>
    public static readonly string[] Methods =
    [
        "TypedBus.EventBusServiceCollectionExtensions.AddTypedBus",
        "TypedBus.EventBus.Start",
        "TypedBus.EventBus.StartAsync",
        "TypedBus.Testing.TestBus.Start",
    ];

    public static bool IsAddTypedBus(IMethodSymbol method) =>
        method.Name == "AddTypedBus" && method.ContainingAssembly?.Name == KnownNames.Library;

    public static bool MakesBus(IMethodSymbol method) =>
        method.Name is "AddTypedBus" or "Start" or "StartAsync" && System.Array.IndexOf(Methods, method.FullName()) >= 0;
}
