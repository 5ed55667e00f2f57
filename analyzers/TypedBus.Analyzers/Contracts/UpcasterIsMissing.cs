using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using TypedBus.Analyzers.Declarations;
using TypedBus.Shapes;

namespace TypedBus.Analyzers.Contracts;

/// <summary>TB4022: the upcasters of an event have a gap.</summary>
internal sealed class UpcasterIsMissing : IDeclarationsRule
{
    private static readonly DiagnosticDescriptor _rule = Rule.CreateOfBuild(
        "TB4022",
        "The upcasters of an event have a gap",
        "Upcasters lead from version to version of '{0}', but none from version {1}, though there is a version {2}: what arrives as version {1} "
        + "stays it. Write an [Upcast] method that makes a '{3}' out of a '{4}'.",
        Rule.Contracts,
        DiagnosticSeverity.Warning);

    public DiagnosticDescriptor Descriptor => _rule;

    public void Check(DeclarationSet all, CompilationAnalysisContext context)
    {
        var upcasts = all.SortUpcasts();
        foreach (var subject in upcasts.Select(static upcast => upcast.From.Subject).Distinct())
        {
            var versions = upcasts.Where(upcast => upcast.From.Subject == subject)
                .SelectMany(static upcast => new[] { upcast.From, upcast.To })
                .Concat(all.SortEvents().Where(@event => @event.Subject == subject))
                .GroupBy(static @event => @event.Version, static (_, same) => same.First())
                .OrderBy(static @event => @event.Version)
                .ToList();
            for (var place = 0; place < versions.Count - 1; place++)
            {
                var (version, next) = (versions[place], versions[place + 1]);
                if (!upcasts.Any(upcast => SymbolEqualityComparer.Default.Equals(upcast.From.Type, version.Type)))
                {
                    // An event of another assembly has no place here: the upcaster beside the gap has.
                    var location = SymbolEqualityComparer.Default.Equals(version.Type.ContainingAssembly, context.Compilation.Assembly)
                        ? version.Type.FindName(EventReader.FindAttribute(version.Type))
                        : FindNeighbour(upcasts, version);
                    context.ReportDiagnostic(Diagnostic.Create(
                        _rule, location, subject, version.Version, next.Version, next.Type.FullName(), version.Type.FullName()));
                }
            }
        }
    }

    private static Location FindNeighbour(IReadOnlyList<UpcastShape> upcasts, EventShape version)
    {
        var method = upcasts.First(upcast => upcast.From.Subject == version.Subject).Method;
        return method.FindName(UpcastReader.FindAttribute(method));
    }
}
