namespace TypedTasks.Emulator.Entities.Rules;

/// <summary>The kinds of words in a filter.</summary>
internal enum SqlTokenKind
{
    End,
    Word,
    QuotedName,
    Text,
    Number,
    Symbol,
}
