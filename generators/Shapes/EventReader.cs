using System.Linq;
using Microsoft.CodeAnalysis;

namespace TypedBus.Shapes;

/// <summary>Reads types marked <c>[Event]</c>.</summary>
internal static class EventReader
{
    /// <summary>Tells whether the type is marked, legally or not.</summary>
    public static bool IsMarked(ITypeSymbol type) => FindAttribute(type) is not null;

    /// <summary>Reads a type. One that is not marked is neither legal nor a violation.</summary>
    public static Reading<EventShape> Read(ITypeSymbol type, Compilation compilation)
    {
        if (type is not INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Struct } named
            || FindAttribute(type) is not { ConstructorArguments.Length: 1 } attribute
            || attribute.ConstructorArguments[0].Kind == TypedConstantKind.Error)
        {
            return default;
        }

        var subject = attribute.ConstructorArguments[0].Value as string;
        var name = $"Event '{named.FullName()}'";
        var key = ReadOrderKey(named, name, compilation);
        return (FindViolation(named, name, subject, compilation) ?? key.Violation) is { } violation
            ? violation
            : new EventShape(named, subject!, key.Shape);
    }

    private static AttributeData? FindAttribute(ITypeSymbol type) =>
        type.FindAttribute(KnownNames.Library, KnownNames.EventAttribute);

    // What is accessible to generated code is a question to the event's own assembly, whose compiler has answered it.
    private static Reading<OrderKeyShape> ReadOrderKey(INamedTypeSymbol type, string name, Compilation compilation) =>
        SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, compilation.Assembly)
            ? OrderKeyReader.Read(type, name, compilation)
            : default;

    private static Violation? FindViolation(INamedTypeSymbol type, string name, string? subject, Compilation compilation)
    {
        if (type.IsGenericType)
        {
            return new Violation($"{name} is generic. Declare a type that is not generic, outside generic types.");
        }

        if (type.IsStatic)
        {
            return new Violation($"{name} is static. Make it a record, a struct or a class that has instances.");
        }

        if (type.IsRefLikeType)
        {
            return new Violation($"{name} is a ref struct, which no queue can hold. Remove 'ref'.");
        }

        if (!type.IsReachable(compilation))
        {
            return new Violation($"{name} is not accessible to generated code. Make it and the types around it public or internal.");
        }

        if (type.IsForbidden())
        {
            return new Violation($"{name} is obsolete as an error. Remove [Event], or make the obsolescence a warning.");
        }

        return FindSubjectFault(subject) is { } fault
            ? new Violation($"{name} has a subject that {fault}. Write tokens joined by dots, such as \"orders.placed\".")
            : null;
    }

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

        return subject.Any(static character => character is '*' or '>') ? "has a wildcard" : null;
    }
}
