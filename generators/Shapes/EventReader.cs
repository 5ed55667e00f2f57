using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using TypedBus.Subjects;

namespace TypedBus.Shapes;

/// <summary>Reads types marked <c>[Event]</c>.</summary>
internal static class EventReader
{
    private static readonly TypeReadings<Reading<EventShape>> _readings = new();

    /// <summary>Tells whether the type is marked, legally or not.</summary>
    public static bool IsMarked(ITypeSymbol type) => FindAttribute(type) is not null;

    /// <summary>Reads a type. One that is not marked is neither legal nor a violation.</summary>
    public static Reading<EventShape> Read(ITypeSymbol type, Compilation compilation) =>
        type is INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Struct } named && IsMarked(named)
            ? _readings.Get(named, compilation, ReadMarked)
            : default;

    private static Reading<EventShape> ReadMarked(INamedTypeSymbol named, Compilation compilation)
    {
        if (FindAttribute(named) is not { ConstructorArguments.Length: 1 } attribute
            || attribute.ConstructorArguments[0].Kind == TypedConstantKind.Error)
        {
            return default;
        }

        var subject = attribute.ConstructorArguments[0].Value as string;
        var name = $"Event '{named.FullName()}'";
        var version = FindVersion(attribute);
        if ((FindViolation(named, name, subject, compilation) ?? FindViolation(name, version)) is { } violation)
        {
            return violation;
        }

        // What is accessible to generated code is a question to the event's own assembly, whose compiler has answered it.
        return SymbolEqualityComparer.Default.Equals(named.ContainingAssembly, compilation.Assembly)
            ? ReadMembers(named, name, subject!, version, FindTransport(attribute), compilation)
            : new EventShape(named, subject!, OrderKey: null, [], version);
    }

    /// <summary>Finds the mark of an event, or null.</summary>
    public static AttributeData? FindAttribute(ITypeSymbol type) =>
        type.FindAttribute(KnownNames.Library, KnownNames.EventAttribute);

    private static int FindVersion(AttributeData attribute)
    {
        foreach (var argument in attribute.NamedArguments)
        {
            if (argument is { Key: "Version", Value.Value: int version })
            {
                return version;
            }
        }

        return 1;
    }

    private static string? FindTransport(AttributeData attribute)
    {
        foreach (var argument in attribute.NamedArguments)
        {
            if (argument is { Key: "Transport", Value.Value: string transport })
            {
                return transport;
            }
        }

        return null;
    }

    private static Reading<EventShape> ReadMembers(
        INamedTypeSymbol type, string name, string subject, int version, string? transport, Compilation compilation)
    {
        var key = OrderKeyReader.Read(type, name, compilation);
        var placeholders = ImmutableArray.CreateBuilder<PlaceholderShape>();
        return (key.Violation ?? PlaceholderReader.Read(type, subject, name, compilation, placeholders)) is { } violation
            ? violation
            : new EventShape(type, subject, key.Shape, placeholders.ToImmutable(), version) { Transport = transport };
    }

    private static Violation? FindViolation(INamedTypeSymbol type, string name, string? subject, Compilation compilation)
    {
        if (type.IsGenericType)
        {
            return new Violation(
                RuleIds.EventHasNoFitKind, $"{name} is generic. Declare a type that is not generic, outside generic types.");
        }

        if (type.IsStatic)
        {
            return new Violation(RuleIds.EventHasNoFitKind, $"{name} is static. Make it a record, a struct or a class that has instances.");
        }

        if (type.IsRefLikeType)
        {
            return new Violation(RuleIds.EventHasNoFitKind, $"{name} is a ref struct, which no queue can hold. Remove 'ref'.");
        }

        if (!type.IsReachable(compilation))
        {
            return new Violation(
                RuleIds.EventIsInaccessible,
                $"{name} is not accessible to generated code. Make it and the types around it public or internal.");
        }

        if (type.IsForbidden())
        {
            return new Violation(
                RuleIds.EventIsInaccessible,
                $"{name} is obsolete as an error. Remove [Event], or make the obsolescence a warning.");
        }

        return FindSubjectFault(subject) is { } fault
            ? new Violation(
                RuleIds.SubjectIsIllegal,
                $"{name} has a subject that {fault}. "
                + "Write tokens joined by dots, such as \"orders.placed\" or \"orders.{Region}.placed\".")
            : null;
    }

    private static Violation? FindViolation(string name, int version) => version > 0
        ? null
        : new Violation(
            RuleIds.VersionIsIllegal, $"{name} has the version {version}. Count versions from 1, which is the default.");

    private static string? FindSubjectFault(string? subject)
    {
        if (subject is null || subject.Length == 0)
        {
            return "is empty";
        }

        if (subject.Split('.').Any(static token => token.Length == 0))
        {
            return "has an empty token";
        }

        if (subject.Any(static character => char.IsWhiteSpace(character) || char.IsControl(character)))
        {
            return "has white space or control characters";
        }

        if (subject.Any(static character => character is '*' or '>'))
        {
            return "has a wildcard";
        }

        return subject.Split('.').Any(static token => token.IndexOfAny(['{', '}']) >= 0 && !SubjectFilter.IsPlaceholder(token))
            ? "has a brace where no placeholder is one whole token"
            : null;
    }
}
