using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using TypedBus.Subjects;

namespace TypedBus;

/// <summary>Writes a topology as an AsyncAPI 3.0 document.</summary>
internal sealed class AsyncApiWriter(Topology topology, Utf8JsonWriter json)
{
    private readonly HashSet<string> _operations = [];

    public static string Write(Topology topology, string title, string version)
    {
        // The document stands in no page: nothing but JSON's own characters needs an escape.
        var options = new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, options))
        {
            new AsyncApiWriter(topology, json).Write(title, version);
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length) + "\n";
    }

    private void Write(string title, string version)
    {
        json.WriteStartObject();
        json.WriteString("asyncapi", "3.0.0");
        json.WriteStartObject("info");
        json.WriteString("title", title);
        json.WriteString("version", version);
        json.WriteEndObject();
        WriteChannels();
        WriteOperations();
        json.WriteStartObject("components");
        json.WriteStartObject("messages");
        foreach (var known in topology.Events)
        {
            json.WriteStartObject(Key(known.Name));
            json.WriteString("name", known.Name);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private void WriteChannels()
    {
        json.WriteStartObject("channels");
        foreach (var known in topology.Events)
        {
            json.WriteStartObject(Key(known.Name));
            json.WriteString("address", known.Subject);
            json.WriteStartObject("messages");
            json.WriteStartObject(Key(known.Name));
            json.WriteString("$ref", $"#/components/messages/{Key(known.Name)}");
            json.WriteEndObject();
            json.WriteEndObject();
            WriteParameters(known.Subject ?? string.Empty);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private void WriteParameters(string subject)
    {
        var placeholders = subject.Split('.').Where(SubjectFilter.IsPlaceholder).Distinct().ToList();
        if (placeholders.Count == 0)
        {
            return;
        }

        json.WriteStartObject("parameters");
        foreach (var placeholder in placeholders)
        {
            json.WriteStartObject(placeholder[1..^1]);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    // An operation has one channel: a handler of a base type has an operation for each event that reaches it.
    private void WriteOperations()
    {
        json.WriteStartObject("operations");
        foreach (var handler in topology.Handlers)
        {
            foreach (var taken in handler.Events)
            {
                WriteOperation(handler.Events.Count == 1 ? handler.Name : $"{handler.Name}.on.{taken}", "receive", taken, handler);
            }

            if (handler.Result is { } result)
            {
                WriteOperation($"{handler.Name}.result", "send", result, handler);
            }
        }

        json.WriteEndObject();
    }

    private void WriteOperation(string name, string action, string known, TopologyHandler handler)
    {
        json.WriteStartObject(Unique(Key(name)));
        json.WriteString("action", action);
        json.WriteStartObject("channel");
        json.WriteString("$ref", $"#/channels/{Key(known)}");
        json.WriteEndObject();
        json.WriteStartArray("messages");
        json.WriteStartObject();
        json.WriteString("$ref", $"#/channels/{Key(known)}/messages/{Key(known)}");
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteString("x-typedbus-handler", handler.Name);
        WriteIfAny("x-typedbus-group", handler.Group);
        WriteIfAny("x-typedbus-filter", handler.Filter);
        WriteIfTrue("x-typedbus-added", handler.IsAdded);
        WriteIfTrue("x-typedbus-elsewhere", !handler.Runs);
        json.WriteEndObject();
    }

    private void WriteIfAny(string name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }

    private void WriteIfTrue(string name, bool value)
    {
        if (value)
        {
            json.WriteBoolean(name, value);
        }
    }

    // What AsyncAPI allows in a key needs no escape in a reference either.
    private static string Key(string name) => string.Concat(name.Select(static character =>
        char.IsAsciiLetterOrDigit(character) || character is '.' or '-' ? character.ToString() : $"_{(int)character:x4}"));

    private string Unique(string key)
    {
        var unique = key;
        for (var number = 2; !_operations.Add(unique); number++)
        {
            unique = $"{key}-{number}";
        }

        return unique;
    }
}
