using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace TypedBus.Generators.Tests.Harness.BadGenerators;

/// <summary>The names of the steps of all generators below.</summary>
internal static class BadNames
{
    public const string Items = nameof(Items);
    public const string AllItems = nameof(AllItems);
}

/// <summary>A generator without a fault, small as the faulty ones are: the helper must pass it.</summary>
internal sealed class FaultlessGenerator : IIncrementalGenerator
{
    public void Initialize(IncrementalGeneratorInitializationContext context) => context.RegisterSourceOutput(
        Events.Read(context, static type => type.Name + type.GetAttributes()[0].ConstructorArguments[0].Value).WithTrackingName(BadNames.Items)
            .Collect().WithTrackingName(BadNames.AllItems),
        static (output, items) => Events.Write(output, items.OrderBy(static item => item, StringComparer.Ordinal)));
}

internal sealed class SymbolGenerator : IIncrementalGenerator
{
    public void Initialize(IncrementalGeneratorInitializationContext context) => context.RegisterSourceOutput(
        Events.Read(context, static type => new Model(type.Name, type)).WithTrackingName(BadNames.Items),
        static (output, model) => output.AddSource(model.Name, "// " + model.Name));

    // Its symbol goes unseen by equality, so that only a walk finds it.
    private sealed record Model(string Name, INamedTypeSymbol Symbol)
    {
        public bool Equals(Model? other) => other?.Name == Name;

        public override int GetHashCode() => Name.GetHashCode(StringComparison.Ordinal);
    }
}

internal sealed class ListGenerator : IIncrementalGenerator
{
    public void Initialize(IncrementalGeneratorInitializationContext context) => context.RegisterSourceOutput(
        Events.Read(context, static type => new Model(null)).WithTrackingName(BadNames.Items),
        static (_, _) => { });

    private sealed record Model(List<string>? Names);
}

internal sealed class UnnamedStepGenerator : IIncrementalGenerator
{
    public void Initialize(IncrementalGeneratorInitializationContext context) => context.RegisterSourceOutput(
        Events.Read(context, static type => type.Name).WithTrackingName(BadNames.Items).Select(static (name, _) => name.Length),
        static (_, _) => { });
}

internal sealed class UnlistedNameGenerator : IIncrementalGenerator
{
    public void Initialize(IncrementalGeneratorInitializationContext context) => context.RegisterSourceOutput(
        Events.Read(context, static type => type.Name).WithTrackingName("Unlisted"),
        static (_, _) => { });
}

internal sealed class CompilationGenerator : IIncrementalGenerator
{
    public void Initialize(IncrementalGeneratorInitializationContext context) => context.RegisterSourceOutput(
        context.CompilationProvider.Select(static (compilation, _) => compilation.SyntaxTrees.Count()).WithTrackingName(BadNames.Items),
        static (output, count) => output.AddSource("Count", "// " + count));
}

internal sealed class UnsortedGenerator : IIncrementalGenerator
{
    public void Initialize(IncrementalGeneratorInitializationContext context) => context.RegisterSourceOutput(
        Events.Read(context, static type => type.Name + type.GetAttributes()[0].ConstructorArguments[0].Value).WithTrackingName(BadNames.Items)
            .Collect().WithTrackingName(BadNames.AllItems),
        static (output, items) => Events.Write(output, items));
}

internal sealed class WarningGenerator : IIncrementalGenerator
{
    public void Initialize(IncrementalGeneratorInitializationContext context) => context.RegisterSourceOutput(
        Events.Read(context, static type => type.Name).WithTrackingName(BadNames.Items),
        static (output, name) => output.AddSource(name, "internal static class Odd { private static int _unused; }"));
}

internal sealed class PublicTypeGenerator : IIncrementalGenerator
{
    public void Initialize(IncrementalGeneratorInitializationContext context) => context.RegisterSourceOutput(
        Events.Read(context, static type => type.Name).WithTrackingName(BadNames.Items),
        static (output, name) => output.AddSource(name, "/// <summary>Undeclared.</summary>\npublic static class Undeclared;"));
}

internal sealed class UndocumentedGenerator : IIncrementalGenerator
{
    public void Initialize(IncrementalGeneratorInitializationContext context) => context.RegisterSourceOutput(
        Events.Read(context, static type => type.Name).WithTrackingName(BadNames.Items),
        static (output, name) => output.AddSource(name, "#pragma warning disable RS0016\npublic static class Undocumented;"));
}

internal sealed class BlindGenerator : IIncrementalGenerator
{
    public void Initialize(IncrementalGeneratorInitializationContext context) => context.RegisterSourceOutput(
        Events.Read(context, static type => type.Name).WithTrackingName(BadNames.Items),
        static (output, name) => output.AddSource(name, "// " + name));
}

file static class Events
{
    public static IncrementalValuesProvider<T> Read<T>(IncrementalGeneratorInitializationContext context, Func<INamedTypeSymbol, T> read) =>
        context.SyntaxProvider.ForAttributeWithMetadataName(
            "TypedBus.EventAttribute",
            static (node, _) => node is TypeDeclarationSyntax,
            (attributed, _) => read((INamedTypeSymbol)attributed.TargetSymbol));

    public static void Write(SourceProductionContext output, IEnumerable<string> items) =>
        output.AddSource("Items", string.Join("\n", items.Select(static item => "// " + item)));
}
