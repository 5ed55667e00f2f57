using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using TypedBus.Analyzers.Handlers;

namespace TypedBus.Analyzers.Bodies;

/// <summary>The rules about bodies of handlers: a new one is registered here.</summary>
internal static class BodyRules
{
    public static ImmutableArray<IBodyRule> All { get; } =
    [
        new BlockingOnTask(),
        new ThreadSleep(),
        new SynchronousCall(),
        new WaitForSignal(),
        new TokenNotTaken(),
        new ContextKept(),
        new BusInHandler(),
        new BusStoppedInHandler(),
        new FireAndForget(),
    ];

    public static ImmutableArray<DiagnosticDescriptor> Descriptors { get; } = [.. All.Select(static rule => rule.Descriptor)];
}
