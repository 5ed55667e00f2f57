using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using TypedBus.Shapes;
using TypedBus.Shapes.Wire;

namespace TypedBus.Analyzers.Contracts;

/// <summary>Compares the events of a compilation with what is declared, each once, however many rules ask.</summary>
/// <remarks>Safe for use by several threads: the declared set does not change once it is read.</remarks>
internal sealed class ContractComparison
{
    // The symbols hold the compilation, which the table allows: an entry goes when nobody else holds its key.
    private static readonly ConditionalWeakTable<Compilation, ContractComparison> _known = new();

    private readonly ConcurrentDictionary<ITypeSymbol, ImmutableArray<ContractChange>> _changes = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<ITypeSymbol, bool> _comparedTypes = new(SymbolEqualityComparer.Default);
    private readonly Compilation _compilation;

    private ContractComparison(Compilation compilation, ContractSet? declared)
    {
        _compilation = compilation;
        Declared = declared;
    }

    /// <summary>Gets what is declared, or null where the project has no contracts.</summary>
    public ContractSet? Declared { get; }

    /// <summary>Finds the comparison of a compilation, or null where the project has no contracts, or none that can be read.</summary>
    public static ContractComparison? Find(Compilation compilation, AnalyzerOptions options, CancellationToken cancellationToken)
    {
        if (!_known.TryGetValue(compilation, out var known))
        {
            var declared = ContractSet.Find(options.AdditionalFiles, cancellationToken);
            known = _known.GetValue(compilation, key => new ContractComparison(key, declared));
        }

        return known.Declared is { IsWhole: true } ? known : null;
    }

    /// <summary>Tells whether members of an event have been declared, so that it has bytes.</summary>
    public bool HasMembers(EventShape @event) =>
        Declared!.Events.TryGetValue(ContractText.NameOf(@event), out var declared) && declared.Members.Any();

    /// <summary>Lists the differences of an event.</summary>
    public ImmutableArray<ContractChange> Compare(EventShape @event) =>
        _changes.GetOrAdd(@event.Type, _ => [.. FindChanges(@event)]);

    private IEnumerable<ContractChange> FindChanges(EventShape @event)
    {
        var name = ContractText.NameOf(@event);
        var home = @event.Type.FindName(EventReader.FindAttribute(@event.Type));

        // Of an event that cannot travel, or is not finished, its name alone is known.
        var objects = WireReader.Read(@event, _compilation).Shape?.Objects ?? [];
        var actual = objects.IsEmpty ? new ContractShape($"event {name}") : ContractText.Read(objects[0], $"event {name}");
        actual.TypeName = @event.Type.FullName();
        Declared!.Events.TryGetValue(name, out var declared);
        var types = objects.Skip(1).Where(static part => part.Kind != WireKind.Tuple)
            .Select(static part => (Symbol: part.Type, Shape: ContractText.Read(part, $"type {part.Type.FullName()}")))
            .ToLookup(part => Declared.Types.ContainsKey(part.Shape.Owner.Substring("type ".Length)));
        if (declared?.TypeName is null)
        {
            var lines = actual.WriteLines().Concat(types[false].SelectMany(static type => type.Shape.WriteLines()));
            yield return Undeclare(home, $"Event '{name}'", lines) with { IsOfBuild = Declared.EventTypes.Contains(actual.TypeName) };
        }
        else
        {
            foreach (var change in CompareEvent(declared, actual, home, objects.IsEmpty))
            {
                yield return change;
            }
        }

        foreach (var (symbol, shape) in types[true].Concat(declared?.TypeName is null ? [] : types[false]))
        {
            foreach (var change in CompareType(symbol, shape, home))
            {
                yield return change;
            }
        }
    }

    private IEnumerable<ContractChange> CompareEvent(ContractShape declared, ContractShape actual, Location home, bool isUnknown)
    {
        if (declared.TypeName != actual.TypeName)
        {
            yield return Undeclare(
                home, $"Type '{actual.TypeName}' of {actual.Owner}, declared as '{declared.TypeName}',", actual.WriteLines().Take(1));
        }

        foreach (var change in isUnknown ? [] : new MemberComparison(declared, actual, home, _compilation).FindChanges())
        {
            yield return change;
        }
    }

    private IEnumerable<ContractChange> CompareType(INamedTypeSymbol type, ContractShape actual, Location home)
    {
        // Of this assembly, it is reported where it stands, once; of another, at each event that is made of it.
        var own = type.FindOwnName(_compilation);
        if (own is not null && !_comparedTypes.TryAdd(type, true))
        {
            yield break;
        }

        var place = own ?? home;
        if (!Declared!.Types.TryGetValue(type.FullName(), out var declared))
        {
            if (actual.Members.Any())
            {
                yield return Undeclare(place, $"Type '{type.FullName()}', of which events are made,", actual.WriteLines());
            }

            yield break;
        }

        foreach (var change in new MemberComparison(declared, actual, place, _compilation).FindChanges())
        {
            yield return change;
        }
    }

    private static ContractChange Undeclare(Location place, string what, IEnumerable<string> lines) =>
        new(ContractIsNotDeclared.Kind, place, string.Join("\n", lines), what);
}
