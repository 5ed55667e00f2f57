namespace TypedBus.Shapes;

/// <summary>What a code fix can do about a violation by itself.</summary>
internal enum Remedy
{
    /// <summary>Nothing: the remedy needs the user.</summary>
    None,

    /// <summary>Make a handler that is <c>async void</c> return <c>Task</c>.</summary>
    ReturnTask,

    /// <summary>Take the event by value in place of <c>in</c>.</summary>
    TakeByValue,
}
