using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis.CSharp;
using TypedBus.Generators.Model;
using TypedBus.Shapes;

namespace TypedBus.Generators.Emit;

/// <summary>Pieces of code that several emitters write.</summary>
internal static class Code
{
    public const string Runtime = "global::TypedBus.Runtime";
    public const string ValueTask = "global::System.Threading.Tasks.ValueTask";
    public const string CancellationToken = "global::System.Threading.CancellationToken";
    public const string ServiceProvider = "global::System.IServiceProvider";
    // Hides a type from every other assembly, also from one that sees the internals of this one and has a type of that name itself.
    public const string EmbeddedAttribute = "[global::Microsoft.CodeAnalysis.Embedded]";

    private const string Extensions = "global::Microsoft.Extensions.DependencyInjection.";

    /// <summary>Gets the attribute that tells tools by whom a type was written.</summary>
    public static string GeneratedAttribute { get; } =
        $"[global::System.CodeDom.Compiler.GeneratedCode({Literal(GeneratedCode.Tool)}, {Literal(GeneratedCode.Version)})]";

    // Whoever marks a handler obsolete warns those who call it, and the bus is not one of them.
    public const string AllowObsolete = "#pragma warning disable CS0612, CS0618 // Calls of what is marked obsolete";

    public static string ListOf(string type) => $"global::System.Collections.Generic.IReadOnlyList<{type}>";

    public static string Literal(string text) => SymbolDisplay.FormatLiteral(text, quote: true);

    public static string LiteralOrNull(string? text) => text is null ? "null" : Literal(text);

    /// <summary>Writes the expression that gets a required service.</summary>
    public static string GetRequired(string type, string provider) =>
        $"{Extensions}ServiceProviderServiceExtensions.GetRequiredService<{type}>({provider})";

    /// <summary>Writes the expression that gets a service.</summary>
    public static string Get(ServiceModel service, string provider) => service.Access switch
    {
        ServiceAccess.Provider => provider,
        ServiceAccess.Optional => $"{Extensions}ServiceProviderServiceExtensions.GetService<{service.Type}>({provider})!",
        ServiceAccess.Keyed =>
            $"{Extensions}ServiceProviderKeyedServiceExtensions.GetRequiredKeyedService<{service.Type}>({provider}, {service.Key})",
        _ => GetRequired(service.Type, provider),
    };

    /// <summary>Writes <c>typeof</c> of each service that must be registered, in the order of the parameters.</summary>
    public static IEnumerable<string> TypesOfRequired(IEnumerable<ServiceModel> services) => services
        .Where(static service => service.Access == ServiceAccess.Required)
        .Select(static service => $"typeof({service.Type})");
}
