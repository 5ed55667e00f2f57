using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace TypedBus.Generators.Parsing;

/// <summary>
/// Gives the same version to compilations that declare the same: those that differ in bodies of members and in trivia alone, which is what
/// most edits change.
/// </summary>
/// <remarks>
/// Safe for use by several threads. To declare the same is an equivalence, and a compilation is given a version only if it declares the same
/// as one that has it: so two compilations of one version declare the same, whichever threads have asked in between.
/// </remarks>
internal sealed class DeclarationVersions
{
    private volatile Snapshot? _last;

    /// <summary>Gets the version of what a compilation declares, an object that is equal to itself alone.</summary>
    public object Of(Compilation compilation)
    {
        var (last, current) = (_last, (CSharpCompilation)compilation);
        if (last is null || !last.IsOf(current))
        {
            _last = last = new Snapshot(current, last);
        }

        return last.Version;
    }

    // It holds trees, as the driver itself does, and no compilation: what was bound of one goes with it.
    private sealed class Snapshot
    {
        private readonly ImmutableArray<SyntaxTree> _trees;
        private readonly ImmutableArray<MetadataReference> _references;
        private readonly CSharpCompilationOptions _options;
        private readonly string? _name;

        public Snapshot(CSharpCompilation compilation, Snapshot? last)
        {
            _trees = compilation.SyntaxTrees;
            _references = compilation.ExternalReferences;
            _options = compilation.Options;
            _name = compilation.AssemblyName;
            Version = last is not null && DeclaresSame(last) ? last.Version : new object();
        }

        public object Version { get; }

        /// <summary>Tells at once whether a compilation is of the very parts.</summary>
        public bool IsOf(CSharpCompilation compilation) =>
            _trees == compilation.SyntaxTrees
            && _references == compilation.ExternalReferences
            && _options == compilation.Options
            && _name == compilation.AssemblyName;

        private bool DeclaresSame(Snapshot other) =>
            _name == other._name
            && _options.Equals(other._options)
            && (_references == other._references || _references.SequenceEqual(other._references))
            && _trees.Length == other._trees.Length
            && _trees.Zip(other._trees, DeclareSame).All(static same => same);

        // The compiler's own question: bodies apart, but not the values of constants.
        private static bool DeclareSame(SyntaxTree one, SyntaxTree other) =>
            one == other
            || (one.FilePath == other.FilePath
                && one.Options.Equals(other.Options)
                && SyntaxFactory.AreEquivalent(one, other, topLevel: true));
    }
}
