using Microsoft.CodeAnalysis;

namespace TypedBus.Shapes;

/// <summary>Reads parameters that are filled with services, of handlers and of the constructors of their classes.</summary>
internal static class ServiceReader
{
    /// <param name="parameter">The parameter.</param>
    /// <param name="owner">What has the parameter, for the message.</param>
    public static Reading<ServiceShape> Read(IParameterSymbol parameter, string owner)
    {
        var name = $"Parameter '{parameter.Name}' of {owner}";
        if (parameter.RefKind != RefKind.None)
        {
            return new Violation(
                RuleIds.ServiceIsIllegal,
                $"{name} is a service, which cannot come by reference. Remove '{WordOf(parameter.RefKind)}'.");
        }

        if (!IsService(parameter.Type))
        {
            return new Violation(
                RuleIds.ServiceIsIllegal,
                $"{name} is of type '{parameter.Type.ToDisplayString()}', which is no service. Take a class or an interface instead.");
        }

        if (parameter.Type.Is("System", "IServiceProvider"))
        {
            return new ServiceShape(parameter.Type, ServiceAccess.Provider, default);
        }

        if (parameter.FindAttribute(KnownNames.DependencyInjection, "FromKeyedServicesAttribute") is { } attribute)
        {
            return attribute.ConstructorArguments is [{ IsNull: false, Kind: TypedConstantKind.Primitive or TypedConstantKind.Enum } key]
                ? new ServiceShape(parameter.Type, ServiceAccess.Keyed, key)
                : new Violation(
                    RuleIds.ServiceIsIllegal,
                    $"{name} has a key that generated code cannot write. Use a string, a number or an enumeration's member.");
        }

        if (!parameter.HasExplicitDefaultValue)
        {
            return new ServiceShape(parameter.Type, ServiceAccess.Required, default);
        }

        return parameter.ExplicitDefaultValue is null
            ? new ServiceShape(parameter.Type, ServiceAccess.Optional, default)
            : new Violation(RuleIds.ServiceIsIllegal, $"{name} has a default that is not null. Remove the default, or the parameter.");
    }

    private static bool IsService(ITypeSymbol type) =>
        type.IsReferenceType && type.TypeKind is TypeKind.Class or TypeKind.Interface or TypeKind.Delegate or TypeKind.Array;

    private static string WordOf(RefKind kind) => kind switch
    {
        RefKind.Ref => "ref",
        RefKind.Out => "out",
        RefKind.In => "in",
        _ => "ref readonly",
    };
}
