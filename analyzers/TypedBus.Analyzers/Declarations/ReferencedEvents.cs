using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using TypedBus.Shapes;

namespace TypedBus.Analyzers.Declarations;

/// <summary>Finds the events of other assemblies.</summary>
internal static class ReferencedEvents
{
    public static IReadOnlyList<EventShape> Find(Compilation compilation, CancellationToken cancellationToken) =>
    [
        .. compilation.SourceModule.ReferencedAssemblySymbols
            .Where(static assembly => assembly.FindAttribute(KnownNames.Runtime, KnownNames.EventModuleAttribute) is not null)
            .SelectMany(assembly => FindTypes(assembly.GlobalNamespace, cancellationToken))
            .Select(type => EventReader.Read(type, compilation).Shape)
            .OfType<EventShape>()
            .OrderBy(static @event => @event.Type.FullName(), StringComparer.Ordinal),
    ];

    private static IEnumerable<INamedTypeSymbol> FindTypes(INamespaceOrTypeSymbol part, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        foreach (var member in part.GetMembers().OfType<INamespaceOrTypeSymbol>())
        {
            if (member is INamedTypeSymbol type)
            {
                yield return type;
            }

            foreach (var inner in FindTypes(member, cancellationToken))
            {
                yield return inner;
            }
        }
    }
}
