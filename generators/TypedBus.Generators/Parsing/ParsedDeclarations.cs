using System;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace TypedBus.Generators.Parsing;

/// <summary>
/// Keeps what was parsed of a declaration until the program declares something else: after an edit in a body no other file's declarations
/// are read again. What is kept is what would be read, and models alone.
/// </summary>
/// <typeparam name="TModel">The type of what is parsed.</typeparam>
/// <param name="versions">Tells what compilations declare.</param>
internal sealed class ParsedDeclarations<TModel>(DeclarationVersions versions)
{
    // Weak by node: those of a tree that was edited go with the tree.
    private readonly ConditionalWeakTable<SyntaxNode, Entry> _entries = new();

    /// <summary>Gets what was parsed of a declaration, or parses it.</summary>
    public TModel Get(SyntaxNode node, Compilation compilation, Func<TModel> parse)
    {
        var version = versions.Of(compilation);
        if (!_entries.TryGetValue(node, out var entry) || entry.Version != version)
        {
            entry = new Entry(version, parse());
            _entries.Remove(node);
            _entries.GetValue(node, _ => entry);
        }

        return entry.Model;
    }

    private sealed record Entry(object Version, TModel Model);
}
