using System;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using TypedBus.Generators.Model;
using TypedBus.Shapes;

namespace TypedBus.Generators.Parsing;

/// <summary>Turns legal events into models.</summary>
internal static class EventParser
{
    /// <summary>Reads an event, or null where it is illegal: the analyzer speaks of it.</summary>
    public static DeclaredEventModel? Parse(GeneratorAttributeSyntaxContext context, CancellationToken cancellationToken) =>
        context.TargetSymbol is INamedTypeSymbol type
        && EventReader.Read(type, context.SemanticModel.Compilation).Shape is { } shape
            ? new DeclaredEventModel
            {
                Event = CreateModel(shape),
                Version = shape.Version,
                Transport = shape.Transport,
                OrderKey = shape.OrderKey is { } key ? CreateKeyModel(key, shape.Type) : null,
                Bases = JoinBases(shape.Type),
                SubjectParts = SubjectParser.Parse(shape),
                Serializer = SerializerParser.Parse(shape, context.SemanticModel.Compilation),
            }
            : null;

    public static EventModel CreateModel(EventShape shape) =>
        new() { Type = TypeNames.Model(shape.Type), Subject = shape.Subject, IsBase = shape.IsBase };

    private static string? JoinBases(INamedTypeSymbol @event)
    {
        // By its looks alone: most events derive from nothing, and what a record is by itself does not count.
        if (@event.DeclaringSyntaxReferences.All(static part => part.GetSyntax() is TypeDeclarationSyntax { BaseList: null }))
        {
            return null;
        }

        var names = BaseTypeReader.FindAll(@event).Select(static part => part.FullName()).Distinct().ToArray();
        Array.Sort(names, StringComparer.Ordinal);
        return names.Length == 0 ? null : string.Join(";", names);
    }

    private static OrderKeyModel CreateKeyModel(OrderKeyShape key, INamedTypeSymbol @event)
    {
        var declaring = key.Member.ContainingType;
        return new OrderKeyModel
        {
            Member = TypeNames.Member(key.Member),
            Base = SymbolEqualityComparer.Default.Equals(declaring, @event) ? null : TypeNames.Reference(declaring),
            CanBeNull = key.Type.IsReferenceType || ValueHash.IsNullableStruct(key.Type),
        };
    }
}
