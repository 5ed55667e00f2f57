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
        Task = compilation.GetTypeByMetadataName("System.Threading.Tasks.Task");
        TaskOfResult = compilation.GetTypeByMetadataName("System.Threading.Tasks.Task`1");
        TaskFactory = compilation.GetTypeByMetadataName("System.Threading.Tasks.TaskFactory");
        ValueTask = compilation.GetTypeByMetadataName("System.Threading.Tasks.ValueTask");
        ValueTaskOfResult = compilation.GetTypeByMetadataName("System.Threading.Tasks.ValueTask`1");
        CancellationToken = compilation.GetTypeByMetadataName("System.Threading.CancellationToken");
        Thread = compilation.GetTypeByMetadataName("System.Threading.Thread");
        ThreadPool = compilation.GetTypeByMetadataName("System.Threading.ThreadPool");
        Timer = compilation.GetTypeByMetadataName("System.Threading.Timer");
        Monitor = compilation.GetTypeByMetadataName("System.Threading.Monitor");
        SemaphoreSlim = compilation.GetTypeByMetadataName("System.Threading.SemaphoreSlim");
        ManualResetEventSlim = compilation.GetTypeByMetadataName("System.Threading.ManualResetEventSlim");
        CountdownEvent = compilation.GetTypeByMetadataName("System.Threading.CountdownEvent");
        WaitHandle = compilation.GetTypeByMetadataName("System.Threading.WaitHandle");
        TestBus = compilation.GetTypeByMetadataName("TypedBus.Testing.TestBus");
    }

    public INamedTypeSymbol? EventAttribute { get; }

    public INamedTypeSymbol? HandlerAttribute { get; }

    public INamedTypeSymbol? EventBus { get; }

    public INamedTypeSymbol? EventContext { get; }

    public INamedTypeSymbol? Task { get; }

    public INamedTypeSymbol? TaskOfResult { get; }

    public INamedTypeSymbol? TaskFactory { get; }

    public INamedTypeSymbol? ValueTask { get; }

    public INamedTypeSymbol? ValueTaskOfResult { get; }

    public INamedTypeSymbol? CancellationToken { get; }

    public INamedTypeSymbol? Thread { get; }

    public INamedTypeSymbol? ThreadPool { get; }

    public INamedTypeSymbol? Timer { get; }

    public INamedTypeSymbol? Monitor { get; }

    public INamedTypeSymbol? SemaphoreSlim { get; }

    public INamedTypeSymbol? ManualResetEventSlim { get; }

    public INamedTypeSymbol? CountdownEvent { get; }

    public INamedTypeSymbol? WaitHandle { get; }

    public INamedTypeSymbol? TestBus { get; }

    /// <summary>Finds the types for a compilation, or null where it does not reference the library.</summary>
    public static KnownSymbols? Find(Compilation compilation)
    {
        var known = _known.GetValue(compilation, static key => new KnownSymbols(key));
        return known.EventAttribute is null || known.HandlerAttribute is null ? null : known;
    }

    /// <summary>Tells whether a type is one of the four tasks, with a result or without.</summary>
    public bool IsTask(ITypeSymbol? type) =>
        type is not null
        && (type.IsKind(Task) || type.IsKind(ValueTask) || type.IsKind(TaskOfResult) || type.IsKind(ValueTaskOfResult));
}
