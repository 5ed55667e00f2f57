using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using TypedBus.Analyzers.Declarations;
using TypedBus.Shapes;

namespace TypedBus.Analyzers.Publishing;

/// <summary>Who publishes and who hears which events, over a compilation and its references. Made once, at the end of a build.</summary>
internal sealed class EventGraph
{
    private readonly DeclarationSet _all;
    private readonly Compilation _compilation;
    private readonly ReferencedUses _referenced;
    private readonly HashSet<string> _published = new(StringComparer.Ordinal);
    private readonly HashSet<string> _heard = new(StringComparer.Ordinal);
    private readonly List<ITypeSymbol> _bases = [];

    public EventGraph(DeclarationSet all, CompilationAnalysisContext context)
    {
        _all = all;
        _compilation = context.Compilation;
        _referenced = ReferencedUses.Find(_compilation, context.CancellationToken);
        _published.UnionWith(_referenced.Published);
        _published.UnionWith(all.Uses.SortPublished().Select(static use => use.Name));
        _heard.UnionWith(_referenced.Heard);
        foreach (var handler in all.SortHandlers())
        {
            AddHeard(handler.Event.Type, handler.Event.IsBase);
            if (FindEvent(handler.Method.ReturnType) is { } result)
            {
                _published.Add(result.FullName());
            }
        }

        foreach (var handler in _referenced.Handlers)
        {
            _heard.Add(handler.Takes);
            if (handler.Result is { } result)
            {
                _published.Add(result);
            }

            if (FindType(handler.Takes) is { } type && !EventReader.IsMarked(type))
            {
                _bases.Add(type);
            }
        }
    }

    /// <summary>Gets whether a referenced assembly makes a bus, or may do so.</summary>
    public bool MakesBus => _referenced.MakesBus || _referenced.IsIncomplete;

    /// <summary>Tells whether it becomes an application: of a library nobody knows what its users publish and handle.</summary>
    public static bool IsApplication(Compilation compilation) =>
        compilation.Options.OutputKind
            is OutputKind.ConsoleApplication or OutputKind.WindowsApplication or OutputKind.WindowsRuntimeApplication;

    /// <summary>Tells whether an event is said to be published or handled elsewhere.</summary>
    public static bool IsExternal(INamedTypeSymbol type) => EventReader.FindAttribute(type) is { } attribute
        && attribute.NamedArguments.Any(static argument => argument is { Key: "External", Value.Value: true });

    /// <summary>Finds the event that a type is, or is made of: one alone, in a task, or several.</summary>
    public static INamedTypeSymbol? FindEvent(ITypeSymbol type)
    {
        var named = type as INamedTypeSymbol;
        while (named is { TypeArguments: [INamedTypeSymbol inner] } && !EventReader.IsMarked(named))
        {
            named = inner;
        }

        return named is not null && EventReader.IsMarked(named) ? named : null;
    }

    public bool IsPublished(INamedTypeSymbol type) => _referenced.IsIncomplete || _published.Contains(type.FullName());

    public bool IsHeard(INamedTypeSymbol type) =>
        _referenced.IsIncomplete
        || _heard.Contains(type.FullName())
        || _all.Uses.IsHeard(type.FullName())
        || _bases.Any(@base => _compilation.ClassifyCommonConversion(type, @base).IsImplicit);

    private void AddHeard(INamedTypeSymbol type, bool isBase)
    {
        if (isBase)
        {
            _bases.Add(type);
        }
        else
        {
            _heard.Add(type.FullName());
        }
    }

    // A nested type's full name has a dot where its metadata name has a plus sign.
    private ITypeSymbol? FindType(string name)
    {
        if (name == "object")
        {
            return _compilation.ObjectType;
        }

        for (var metadataName = name; ;)
        {
            if (_compilation.GetTypeByMetadataName(metadataName) is { } type)
            {
                return type;
            }

            var dot = metadataName.LastIndexOf('.');
            if (dot < 0)
            {
                return null;
            }

            metadataName = metadataName.Substring(0, dot) + "+" + metadataName.Substring(dot + 1);
        }
    }
}
