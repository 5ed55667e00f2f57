using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace TypedBus.Analyzers.Contracts;

/// <summary>What a project's contracts files declare.</summary>
internal sealed class ContractSet
{
    public const string ShippedFile = "TypedBus.Contracts.Shipped.txt";
    public const string UnshippedFile = "TypedBus.Contracts.Unshipped.txt";

    // An editor makes a compilation with each key that is pressed, and keeps the texts: they are read again when one of them has changed.
    private static readonly ConditionalWeakTable<SourceText, ContractSet> _read = new();

    private readonly ImmutableArray<SourceText> _texts;

    private ContractSet(ImmutableArray<(AdditionalText File, SourceText Text)> files)
    {
        _texts = [.. files.Select(static file => file.Text)];
        foreach (var (file, text) in files)
        {
            new ContractParser(this, file.Path, IsNamed(file, ShippedFile)).Read(text);
        }
    }

    /// <summary>Gets the events by their subjects and versions, such as <c>orders.placed v1</c>.</summary>
    public Dictionary<string, ContractShape> Events { get; } = new(StringComparer.Ordinal);

    /// <summary>Gets the types that are declared as events.</summary>
    public HashSet<string> EventTypes { get; } = new(StringComparer.Ordinal);

    /// <summary>Gets the types that events are made of, by their names.</summary>
    public Dictionary<string, ContractShape> Types { get; } = new(StringComparer.Ordinal);

    /// <summary>Gets the subscriptions by their names.</summary>
    public Dictionary<string, ContractSubscription> Subscriptions { get; } = new(StringComparer.Ordinal);

    /// <summary>Gets or sets the first mark of a merge conflict.</summary>
    public ContractLine? Conflict { get; set; }

    /// <summary>Gets or sets the first line that cannot be read, and what is wrong with it.</summary>
    public (ContractLine Line, string Fault)? Malformed { get; set; }

    /// <summary>Gets whether all lines could be read. Where not, nothing is compared: that would be one mistake told many times.</summary>
    public bool IsWhole => Conflict is null && Malformed is null;

    /// <summary>Reads the files of a project, or gives null where it has none of the two.</summary>
    public static ContractSet? Find(ImmutableArray<AdditionalText> all, CancellationToken cancellationToken)
    {
        var files = new[] { ShippedFile, UnshippedFile }
            .SelectMany(name => all.Where(file => IsNamed(file, name)).Take(1))
            .Select(file => (File: file, Text: file.GetText(cancellationToken)))
            .Where(static file => file.Text is not null)
            .Select(static file => (file.File, Text: file.Text!))
            .ToImmutableArray();
        if (files.IsEmpty)
        {
            return null;
        }

        var set = _read.GetValue(files[0].Text, _ => new ContractSet(files));
        return set._texts.SequenceEqual(files.Select(static file => file.Text)) ? set : Replace(files);
    }

    /// <summary>Gets what is declared of a name, or begins it.</summary>
    public static ContractShape Declare(Dictionary<string, ContractShape> shapes, string kind, string name)
    {
        if (!shapes.TryGetValue(name, out var shape))
        {
            shapes.Add(name, shape = new ContractShape($"{kind} {name}"));
        }

        return shape;
    }

    // Two threads may both replace it: what they read is the same.
    private static ContractSet Replace(ImmutableArray<(AdditionalText File, SourceText Text)> files)
    {
        _read.Remove(files[0].Text);
        return _read.GetValue(files[0].Text, _ => new ContractSet(files));
    }

    private static bool IsNamed(AdditionalText file, string name) =>
        string.Equals(Path.GetFileName(file.Path), name, StringComparison.OrdinalIgnoreCase);
}
