using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;
using TypedBus.Analyzers.Declarations;

namespace TypedBus.Analyzers.Tests.Support;

/// <summary>
/// Runs the rules of declarations over a project with contracts files. Marks such as <c>{|TB4013:name|}</c> say what is reported, and where,
/// in the sources and in the files.
/// </summary>
internal static partial class ContractTest
{
    private const string Common = """
        global using System;
        global using System.Collections.Generic;
        global using System.Threading.Tasks;
        global using MessagePack;
        global using TypedBus;
        """;

    /// <summary>Verifies what is reported; a file that is null is not there.</summary>
    public static Task VerifyAsync(string source, string? shipped = null, string? unshipped = null) =>
        Create<EmptyCodeFixProvider>(source, shipped, unshipped).RunAsync();

    /// <summary>Verifies what is reported, and what the files are when all of it has been declared: place by place, and at once.</summary>
    public static Task VerifyFixAsync<TFix>(string source, string? shipped, string? unshipped, string? shippedThen, string? unshippedThen, string? sourceThen = null)
        where TFix : CodeFixProvider, new()
    {
        var test = Create<TFix>(source, shipped, unshipped);
        test.FixedState.Sources.Add(sourceThen ?? Mark().Replace(source, string.Empty));
        test.FixedState.Sources.Add(("Common.cs", Common));
        Add(test.FixedState, shippedThen, unshippedThen);
        return test.RunAsync();
    }

    /// <summary>Verifies what is reported in a project without contracts, and the sources when all of it has been mended.</summary>
    public static Task VerifyFixAsync<TFix>(string source, string mended)
        where TFix : CodeFixProvider, new() => VerifyFixAsync<TFix>(source, null, null, null, null, mended);

    private static CSharpCodeFixTest<DeclarationAnalyzer, TFix, DefaultVerifier> Create<TFix>(string source, string? shipped, string? unshipped)
        where TFix : CodeFixProvider, new()
    {
        var test = new Test<TFix> { ReferenceAssemblies = TestSources.NoReferences };
        test.TestState.Sources.Add(source);
        test.TestState.Sources.Add(("Common.cs", Common));
        test.TestState.AdditionalReferences.AddRange(TestSources.References.AddRange(TestSources.MessagePack));
        Add(test.TestState, shipped, unshipped);
        return test;
    }

    private static void Add(SolutionState state, string? shipped, string? unshipped)
    {
        if (shipped is not null)
        {
            state.AdditionalFiles.Add(("TypedBus.Contracts.Shipped.txt", shipped));
        }

        if (unshipped is not null)
        {
            state.AdditionalFiles.Add(("TypedBus.Contracts.Unshipped.txt", unshipped));
        }
    }

    [GeneratedRegex(@"\{\|TB\d+:|\|\}")]
    private static partial Regex Mark();

    private sealed class Test<TFix> : CSharpCodeFixTest<DeclarationAnalyzer, TFix, DefaultVerifier>
        where TFix : CodeFixProvider, new()
    {
        // What nobody publishes or hears is no matter here, nor what could be changed.
        public Test()
        {
            DisabledDiagnostics.AddRange(["TB1009", "TB1010", "TB3005", "TB3006", "TB3007", "TB3011"]);

            // What is wrong with a type that an event is made of is found with the event, and reported where it stands.
            CodeFixTestBehaviors |= CodeFixTestBehaviors.SkipLocalDiagnosticCheck;
        }

        protected override ParseOptions CreateParseOptions() => TestSources.ParseOptions;

        protected override CompilationOptions CreateCompilationOptions() => TestSources.Options;
    }
}
