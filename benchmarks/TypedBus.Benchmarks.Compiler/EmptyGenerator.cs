using Microsoft.CodeAnalysis;

namespace TypedBus.Benchmarks.Compiler;

/// <summary>What no generator of these attributes can do without: it finds what is marked, and makes nothing of it.</summary>
#pragma warning disable RS1036, RS1041 // No compiler loads it.
[Generator(LanguageNames.CSharp)]
internal sealed class EmptyGenerator : IIncrementalGenerator
#pragma warning restore RS1036, RS1041
{
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var events = context.SyntaxProvider
            .ForAttributeWithMetadataName("TypedBus.EventAttribute", static (_, _) => true, static (_, _) => 1);
        var handlers = context.SyntaxProvider
            .ForAttributeWithMetadataName("TypedBus.HandlerAttribute", static (_, _) => true, static (_, _) => 1);
        context.RegisterSourceOutput(
            events.Collect().Combine(handlers.Collect()),
            static (output, marked) => output.AddSource("Empty.g.cs", $"// {marked.Left.Length} {marked.Right.Length}"));
    }
}
