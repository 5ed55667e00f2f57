using System.Text;
using Basic.Reference.Assemblies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace TypedBus.Benchmarks.Compiler;

/// <summary>A program of 500 events, 1,000 handlers and as many methods that are neither, as source text.</summary>
internal sealed class SyntheticSolution
{
    private const int Events = 500;
    private const int EventsAFile = 10;
    private const int HandlerClasses = 200;
    private const int HandlersAClass = 5;
    private const int OtherClasses = 100;
    private const int MethodsAClass = 10;

    // An application: of a library several rules have nothing to say.
    private const string Program = """
        public static class Program
        {
            public static async Task Main()
            {
                await using var bus = EventBus.Start(EventModules.All, static setup => setup.UseCorrelationId());
                await new Other0(bus).DoAsync0([1, 2], default);
            }
        }
        """;

    private static readonly CSharpParseOptions _options = new(LanguageVersion.CSharp14);

    public SyntheticSolution() => Compilation = CSharpCompilation.Create(
        "Synthetic",
        [.. EventFiles(), .. HandlerFiles(), .. OtherFiles(), Parse("Program.cs", [Program])],
        [.. Net100.References.All, .. Library()],
        new CSharpCompilationOptions(OutputKind.ConsoleApplication, nullableContextOptions: NullableContextOptions.Enable));

    public CSharpCompilation Compilation { get; }

    public static CSharpParseOptions ParseOptions => _options;

    /// <summary>Gets the same program as new objects, of which nothing is bound yet.</summary>
    public CSharpCompilation Fresh() => Compilation.Clone();

    /// <summary>Gets the program after a character was typed in the body of a method that has nothing to do with events.</summary>
    public CSharpCompilation EditOther(int edit) => Edit("Other42.cs", "total += 3;", edit);

    /// <summary>Gets the program after a character was typed in the body of a handler.</summary>
    public CSharpCompilation EditHandler(int edit) => Edit("Handlers42.cs", "_count += 3;", edit);

    /// <summary>Gets the program after a character was typed in what a member that has nothing to do with events declares.</summary>
    public CSharpCompilation EditDeclaration(int edit) => Edit("Other42.cs", "[Obsolete(\"Other", edit);

    private CSharpCompilation Edit(string file, string statement, int edit)
    {
        var tree = Compilation.SyntaxTrees.Single(tree => tree.FilePath == file);
        var text = tree.GetText();
        var at = text.ToString().IndexOf(statement, StringComparison.Ordinal) + statement.Length - 2;
        var typed = new TextChange(new TextSpan(at, 1), (edit % 10).ToString(System.Globalization.CultureInfo.InvariantCulture));
        return Compilation.ReplaceSyntaxTree(tree, tree.WithChangedText(text.WithChanges(typed)));
    }

    private static IEnumerable<SyntaxTree> EventFiles() => Enumerable.Range(0, Events / EventsAFile).Select(static file => Parse(
        $"Events{file}.cs",
        Enumerable.Range(file * EventsAFile, EventsAFile).Select(static number => number % 2 == 0
            ? $"[Event(\"area{number % 20}.event{number}\")] public sealed record Event{number}(int Id, string Name, decimal Amount);"
            : $"[Event(\"area{number % 20}.{{Region}}.event{number}\")] "
                + $"public readonly record struct Event{number}([property: OrderKey] int Id, string Region);")));

    private static IEnumerable<SyntaxTree> HandlerFiles() => Enumerable.Range(0, HandlerClasses).Select(static file => Parse(
        $"Handlers{file}.cs",
        [
            $"public interface IStore{file} {{ ValueTask SaveAsync(int id, CancellationToken cancellationToken); }}",
            $"public sealed class Handlers{file}(IStore{file} store)",
            "{",
            "private int _count;",
            .. Enumerable.Range(file * HandlersAClass, HandlersAClass).Select(static number => Handler(number)),
            "}",
        ]));

    // Two handlers of each event. Each kind awaits, counts, returns what no other handler takes in turn, or stands with options.
    private static string Handler(int number)
    {
        var taken = $"Event{number % Events}";
        return (number % HandlersAClass) switch
        {
            0 => $"[Handler] public void On{number}({taken} taken) {{ _count += 3; }}",
            1 => $"[Handler(Group = \"group{number}\")] public async Task On{number}({taken} taken, CancellationToken cancellationToken) "
                + "=> await store.SaveAsync(taken.Id, cancellationToken);",
            2 => $"[Handler(Attempts = 3)] public ValueTask On{number}({taken} taken, EventContext context) => "
                + "store.SaveAsync(taken.Id, context.CancellationToken);",
            3 => $"[Handler] public Event{(number + 1) % Events}? On{number}({taken} taken) => "
                + $"taken.Id > 3 ? new(taken.Id, \"name\"{(number % 2 == 1 ? ", _count" : string.Empty)}) : null;",
            _ => $"[Handler(Order = {number})] public static void On{number}(in {taken} taken) "
                + "{ if (taken.Id < 0) { throw new ArgumentException(taken.ToString()); } }",
        };
    }

    private static IEnumerable<SyntaxTree> OtherFiles() => Enumerable.Range(0, OtherClasses).Select(static file => Parse(
        $"Other{file}.cs",
        [
            $"public sealed class Other{file}(EventBus bus)",
            "{",
            .. Enumerable.Range(0, MethodsAClass).Select(method => Other((file * MethodsAClass) + method)),
            "}",
        ]));

    private static string Other(int number) => $$"""
        [Obsolete("Other")] public async Task<int> DoAsync{{number}}(IEnumerable<int> values, CancellationToken cancellationToken)
        {
            var total = 0;
            foreach (var value in values.Where(static value => value > {{number}}))
            {
                total += 3;
                await bus.PublishAsync(
                    new Event{{number % Events}}(value, $"{total}"{{(number % 2 == 0 ? ", total" : "")}}), cancellationToken);
            }

            return total;
        }
        """;

    private static SyntaxTree Parse(string file, IEnumerable<string> lines)
    {
        var text = new StringBuilder("""
            using System;
            using System.Collections.Generic;
            using System.Linq;
            using System.Threading;
            using System.Threading.Tasks;
            using TypedBus;

            namespace Synthetic;


            """);
        foreach (var line in lines)
        {
            text.Append(line).Append('\n');
        }

        return CSharpSyntaxTree.ParseText(SourceText.From(text.ToString(), Encoding.UTF8), _options, file);
    }

    private static IEnumerable<MetadataReference> Library() =>
        new[] { "TypedBus.dll", "Microsoft.Extensions.DependencyInjection.Abstractions.dll" }
            .Select(static file => MetadataReference.CreateFromFile(Path.Combine(AppContext.BaseDirectory, file)));
}
