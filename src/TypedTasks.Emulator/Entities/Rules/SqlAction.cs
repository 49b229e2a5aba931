using TypedTasks.Emulator.Codec;

namespace TypedTasks.Emulator.Entities.Rules;

/// <summary>What a rule does to the copy of a message that it lets through.</summary>
internal sealed class SqlAction(string text)
{
    private readonly IReadOnlyList<SqlAssignment> _steps = new SqlParser(text).ParseAction();

    public string Text => text;

    public MessageContent Apply(MessageContent content, MessageView message)
    {
        // Every step sees what the one before it did.
        foreach (var step in _steps)
        {
            if (step.Value is null) message.Application.RemoveAll(entry => entry.Key is string name && name == step.Property);
            else message.Application[step.Property] = step.Value.Evaluate(message);
        }

        return MessageRewriter.ReplaceProperties(content, message.Application);
    }

    public static AmqpException Unsupported(string property) =>
        new(ErrorCondition.ArgumentError, $"The system property '{property}' cannot be changed by an action.");
}
