using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using TypedBus.Generators;
using TypedBus.Tests;

namespace TypedBus.Analyzers.Tests.Declarations;

/// <summary>Of everything illegal the generator is silent, and exactly one rule speaks.</summary>
public sealed class IllegalShapeTests
{
    public static TheoryData<string> IllegalNames => IllegalShapes.Names;

    [Theory]
    [MemberData(nameof(IllegalNames))]
    public void OneRuleSpeaks_AndTheGeneratorIsSilent(string name)
    {
        var compilation = TestSources.Compile(IllegalShapes.SourceOf(name));

        var diagnostic = Assert.Single(TestSources.RunAll(compilation));
        var generated = CSharpGeneratorDriver.Create([new TypedBusGenerator().AsSourceGenerator()], parseOptions: TestSources.ParseOptions)
            .RunGenerators(compilation).GetRunResult();

        Assert.Equal(IllegalShapes.RuleOf(name), diagnostic.Id);
        Assert.Equal(DiagnosticSeverity.Error, diagnostic.Severity);
        Assert.Contains(IllegalShapes.ProblemOf(name), diagnostic.GetMessage());
        Assert.Equal(name == "operator" ? "+" : "Wrong", TextAt(diagnostic));
        Assert.Empty(generated.Diagnostics);
        Assert.DoesNotContain(generated.GeneratedTrees, static tree => tree.ToString().Contains("Wrong", StringComparison.Ordinal));
    }

    [Fact]
    public void EveryRuleOfShapes_HasAnIllegalShape()
    {
        var rules = Product.Rules.Where(static rule => rule.MessageFormat.ToString() == "{0}").Select(static rule => rule.Id);
        var tried = IllegalShapes.Names.Select(static name => IllegalShapes.RuleOf(name.Data)).Concat(IllegalBytes.All.Values.Select(static one => one.Rule));
        Assert.Equal(rules, tried.Distinct().Order(StringComparer.Ordinal));
    }

    private static string TextAt(Diagnostic diagnostic) =>
        diagnostic.Location.SourceTree!.GetText().ToString(diagnostic.Location.SourceSpan);
}
