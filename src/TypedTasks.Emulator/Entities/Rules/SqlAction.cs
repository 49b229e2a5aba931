using TypedTasks.Emulator.Codec;

namespace TypedTasks.Emulator.Entities.Rules;

/// <summary>What a rule does to the copy of a message that it lets through.</summary>
internal sealed class SqlAction(string text, IReadOnlyDictionary<string, object?>? parameters = null)
{
    private readonly IReadOnlyList<SqlAssignment> steps = new SqlParser(text, parameters).ParseAction();

    public string Text => text;

    public MessageContent Apply(MessageContent content, MessageView message)
    {
        // Every step sees what the one before it did.
        foreach (var (property, value) in steps)
        {
            if (property.IsSystem)
                message.SetSystem(property.Name, value?.Evaluate(message));
            else if (value is null)
                message.Application.RemoveAll(entry => entry.Key is string name && name == property.Name);
            else
                message.Application[property.Name] = WireTypes.Write(value.Evaluate(message));
        }

        return MessageRewriter.Replace(content, message.Application, message.ChangedSystem);
    }

    public static AmqpException Unsupported(string property) => new(
        ErrorCondition.ArgumentError,
        $"The system property '{property}' cannot be changed by an action; those that can are {MessageView.Settable}.");
}
