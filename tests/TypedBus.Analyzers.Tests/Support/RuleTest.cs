using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Testing;

namespace TypedBus.Analyzers.Tests.Support;

/// <summary>
/// Runs an analyzer over source in which <c>{|TB1008:name|}</c> says what is reported, and where. Source without marks must bring nothing.
/// A line of common usings and two events, <c>Placed</c> and <c>Billed</c>, stand beside it.
/// </summary>
/// <typeparam name="TAnalyzer">The analyzer that reports the rule.</typeparam>
internal static class RuleTest<TAnalyzer>
    where TAnalyzer : DiagnosticAnalyzer, new()
{
    /// <summary>Verifies what is reported.</summary>
    public static Task VerifyAsync(string source) => new Test<EmptyCodeFixProvider>(source).RunAsync();

    /// <summary>Verifies what is reported in an application, whose source begins with a statement.</summary>
    public static Task VerifyApplicationAsync(string source) =>
        new Test<EmptyCodeFixProvider>(source) { TestState = { OutputKind = OutputKind.ConsoleApplication } }.RunAsync();

    /// <summary>
    /// Verifies what is reported, and what is left when all of it has been mended: place by place, and at once in the document, the
    /// project and the solution. Source that stays as it is shows that no fix is offered.
    /// </summary>
    public static Task VerifyFixAsync<TFix>(string source, string mended)
        where TFix : CodeFixProvider, new() => new Test<TFix>(source, mended).RunAsync();

    private sealed class Test<TFix> : CSharpCodeFixTest<TAnalyzer, TFix, DefaultVerifier>
        where TFix : CodeFixProvider, new()
    {
        public Test(string source, string? mended = null)
        {
            ReferenceAssemblies = TestSources.NoReferences;
            TestCode = source;
            TestState.Sources.Add(("Common.cs", TestSources.Common));
            if (mended is not null)
            {
                FixedCode = mended;
                FixedState.Sources.Add(("Common.cs", TestSources.Common));
            }

            TestState.AdditionalReferences.AddRange(TestSources.References);
        }

        protected override ParseOptions CreateParseOptions() => TestSources.ParseOptions;

        protected override CompilationOptions CreateCompilationOptions() => TestSources.Options;
    }
}
