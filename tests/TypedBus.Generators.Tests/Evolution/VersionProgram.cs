using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using TypedBus.Generators.Tests.Harness;

namespace TypedBus.Generators.Tests.Evolution;

/// <summary>A program of one time, with its serializers: it writes events, and reads those of a program of another time.</summary>
internal sealed class VersionProgram : IDisposable
{
    private const string Common = """
        #nullable enable
        using System;
        using System.Buffers;
        using System.Collections.Generic;
        using MessagePack;
        using TypedBus;

        """;

    // Bytes come as their name, a space, and themselves in hexadecimal digits.
    private const string Exchange = """

        public static class Program
        {
            private static readonly EventBus _bus = EventBus.Start(EventModules.All);

            public static string Write()
            {
                var buffer = new ArrayBufferWriter<byte>();
                Event @event = Example.Event;
                _bus.Serializers.Find<Event>()!.Write(in @event, buffer);
                return _bus.Serializers.TypeOf<Event>() + " " + Convert.ToHexString(buffer.WrittenSpan);
            }

            public static string Read(string message)
            {
                var parts = message.Split(' ');
                var bytes = new ReadOnlySequence<byte>(Convert.FromHexString(parts[1]));
                try
                {
                    return _bus.Serializers.Find(parts[0]) is EventSerializer<Event> serializer ? serializer.Read(bytes).ToString()! : "unknown";
                }
                catch (EventPayloadException exception)
                {
                    return "refused at " + exception.Member;
                }
            }

            public static void Stop() => _bus.Dispose();
        }
        """;

    private readonly AssemblyLoadContext _context = new(name: null, isCollectible: true);
    private readonly Type _program;

    /// <param name="source">
    /// The program: its event is called <c>Event</c>, unless an alias says otherwise, and <c>Example.Event</c> is what it writes.
    /// </param>
    public VersionProgram(string source)
    {
        var compilation = new TestProject { Sources = [Common + source + Exchange], ReferencesMessagePack = true }.CreateCompilation();
        CSharpGeneratorDriver.Create([new TypedBusGenerator().AsSourceGenerator()], parseOptions: TestProject.ParseOptions)
            .RunGeneratorsAndUpdateCompilation(compilation, out var output, out _);
        using var image = new MemoryStream();
        var result = output.Emit(image);
        Assert.True(result.Success, string.Join(Environment.NewLine, result.Diagnostics.Where(static one => one.Severity == DiagnosticSeverity.Error)));
        image.Position = 0;
        _program = _context.LoadFromStream(image).GetType("Program", throwOnError: true)!;
    }

    public string Write() => Call(nameof(Write));

    public string Read(string message) => Call(nameof(Read), message);

    public void Dispose()
    {
        Call("Stop");
        _context.Unload();
    }

    private string Call(string method, params object[] arguments) =>
        (string)_program.GetMethod(method, BindingFlags.Static | BindingFlags.Public)!.Invoke(null, arguments)!;
}
