using System.Linq;
using Microsoft.CodeAnalysis;

namespace TypedBus.Shapes;

/// <summary>Reads methods marked <c>[Upcast]</c>.</summary>
internal static class UpcastReader
{
    /// <summary>Finds the mark of an upcaster, or null.</summary>
    public static AttributeData? FindAttribute(IMethodSymbol method) =>
        method.FindAttribute(KnownNames.Library, KnownNames.UpcastAttribute);

    public static Reading<UpcastShape> Read(IMethodSymbol method, Compilation compilation)
    {
        // A partial method is one method, in whichever part the attribute stands.
        method = method.PartialDefinitionPart ?? method;
        if (method.ReturnType.HasError() || method.Parameters.Any(static parameter => parameter.Type.HasError()))
        {
            return default;
        }

        var upcaster = $"Upcaster '{method.FullName()}'";
        if (FindViolation(method, upcaster, compilation) is { } violation)
        {
            return violation;
        }

        var (from, to) = (EventReader.Read(method.Parameters[0].Type, compilation), EventReader.Read(method.ReturnType, compilation));
        if (from.Shape is { } old && to.Shape is { } @new)
        {
            return FindViolation(old, @new, upcaster) is { } mismatch ? mismatch : new UpcastShape(method, old, @new);
        }

        // An event that is illegal is reported where it is declared.
        return from.Violation is not null || to.Violation is not null ? default(Reading<UpcastShape>) : NoEvent(upcaster);
    }

    private static Violation? FindViolation(IMethodSymbol method, string upcaster, Compilation compilation)
    {
        if (method is not { MethodKind: MethodKind.Ordinary, IsStatic: true, IsAbstract: false, IsVirtual: false, ContainingType: { } type })
        {
            return new Violation(RuleIds.UpcasterCannotBeCalled, $"{upcaster} is no static method of a type. Make it one.");
        }

        if (method.IsGenericMethod || type.IsGenericType)
        {
            return new Violation(RuleIds.UpcasterCannotBeCalled, $"{upcaster} is generic. Write one for each event.");
        }

        if (!type.IsReachable(compilation) || !compilation.IsSymbolAccessibleWithin(method, compilation.Assembly) || method.IsForbidden())
        {
            return new Violation(
                RuleIds.UpcasterCannotBeCalled,
                $"{upcaster} is not accessible to generated code. Make it and the types around it public or internal.");
        }

        return method is { ReturnsByRef: false, ReturnsByRefReadonly: false, Parameters: [{ RefKind: RefKind.None or RefKind.In }] }
            ? null
            : NoEvent(upcaster);
    }

    private static Violation? FindViolation(EventShape from, EventShape to, string upcaster)
    {
        if (from.Subject != to.Subject)
        {
            return new Violation(
                RuleIds.UpcasterLeapsVersions,
                $"{upcaster} leads from subject '{from.Subject}' to '{to.Subject}'. An upcaster stays on one subject: "
                + "give both events the same, or publish the new event from a handler of the old one.");
        }

        return to.Version == from.Version + 1
            ? null
            : new Violation(
                RuleIds.UpcasterLeapsVersions,
                $"{upcaster} leads from version {from.Version} of '{from.Subject}' to version {to.Version}. "
                + $"Return version {from.Version + 1}: what is older goes by several steps.");
    }

    private static Violation NoEvent(string upcaster) => new(
        RuleIds.UpcasterCannotBeCalled,
        $"{upcaster} does not make one event out of another. Take the older event alone and return the newer one, not a task of it.");
}
