using NATS.Client.JetStream.Models;

namespace TypedBus.Nats.JetStream;

/// <summary>Lays what an application wants of a stream over what the server has, and compares the two.</summary>
/// <remarks>A server drops fields that it does not know, and says nothing: so all that was asked for is looked for in its answer.</remarks>
internal static class StreamSettings
{
    /// <summary>Gives the server's settings, changed to what is wanted. What is not said stays.</summary>
    public static StreamConfig Over(StreamConfig present, JetStreamStream wanted)
    {
        var subjects = present.Subjects ?? [];
        var settings = present with { Name = wanted.Name, Subjects = [.. subjects, .. wanted.Subjects.Where(subject => !subjects.Contains(subject))] };
        settings.Storage = Storage(wanted) ?? settings.Storage;
        settings.Retention = Retention(wanted) ?? settings.Retention;
        settings.Discard = Discard(wanted) ?? settings.Discard;
        settings.MaxMsgs = wanted.MaxMessages ?? settings.MaxMsgs;
        settings.MaxMsgsPerSubject = wanted.MaxMessagesPerSubject ?? settings.MaxMsgsPerSubject;
        settings.MaxBytes = wanted.MaxBytes ?? settings.MaxBytes;
        settings.MaxMsgSize = wanted.MaxMessageSize ?? settings.MaxMsgSize;
        settings.MaxAge = wanted.MaxAge ?? settings.MaxAge;
        settings.DuplicateWindow = wanted.DuplicateWindow ?? settings.DuplicateWindow;
        settings.NumReplicas = wanted.Replicas ?? settings.NumReplicas;
        settings.Compression = Compression(wanted) ?? settings.Compression;
        return settings;
    }

    /// <summary>Tells what the server has otherwise than it is wanted: each by the name of its setting, with both values.</summary>
    public static IReadOnlyList<string> Differences(JetStreamStream wanted, StreamConfig present)
    {
        var differences = new List<string>();
        foreach (var subject in wanted.Subjects.Where(subject => !SubjectCover.AnyCovers(present.Subjects, subject)))
        {
            differences.Add($"{nameof(wanted.Subjects)} lack '{subject}'");
        }

        Compare(nameof(wanted.Storage), Storage(wanted), present.Storage);
        Compare(nameof(wanted.Retention), Retention(wanted), present.Retention);
        Compare(nameof(wanted.Discard), Discard(wanted), present.Discard);
        Compare(nameof(wanted.MaxMessages), wanted.MaxMessages, present.MaxMsgs);
        Compare(nameof(wanted.MaxMessagesPerSubject), wanted.MaxMessagesPerSubject, present.MaxMsgsPerSubject);
        Compare(nameof(wanted.MaxBytes), wanted.MaxBytes, present.MaxBytes);
        Compare(nameof(wanted.MaxMessageSize), wanted.MaxMessageSize, present.MaxMsgSize);
        Compare(nameof(wanted.MaxAge), wanted.MaxAge, present.MaxAge);
        Compare(nameof(wanted.DuplicateWindow), wanted.DuplicateWindow, present.DuplicateWindow);
        Compare(nameof(wanted.Replicas), wanted.Replicas, present.NumReplicas);
        Compare(nameof(wanted.Compress), Compression(wanted), present.Compression);
        return differences;

        void Compare<T>(string name, T? asked, T has)
            where T : struct
        {
            if (asked is { } value && !EqualityComparer<T>.Default.Equals(value, has))
            {
                differences.Add($"{name} is {has} and not {value}");
            }
        }
    }

    private static StreamConfigStorage? Storage(JetStreamStream stream) => stream.Storage switch
    {
        null => null,
        JetStreamStorage.Memory => StreamConfigStorage.Memory,
        _ => StreamConfigStorage.File,
    };

    private static StreamConfigRetention? Retention(JetStreamStream stream) => stream.Retention switch
    {
        null => null,
        JetStreamRetention.Interest => StreamConfigRetention.Interest,
        JetStreamRetention.WorkQueue => StreamConfigRetention.Workqueue,
        _ => StreamConfigRetention.Limits,
    };

    private static StreamConfigDiscard? Discard(JetStreamStream stream) => stream.Discard switch
    {
        null => null,
        JetStreamDiscard.New => StreamConfigDiscard.New,
        _ => StreamConfigDiscard.Old,
    };

    private static StreamConfigCompression? Compression(JetStreamStream stream) => stream.Compress switch
    {
        null => null,
        true => StreamConfigCompression.S2,
        false => StreamConfigCompression.None,
    };
}
