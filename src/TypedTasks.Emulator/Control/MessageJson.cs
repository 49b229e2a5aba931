using System.Globalization;
using System.Text.Json;
using TypedTasks.Emulator.Codec;
using TypedTasks.Emulator.Entities;
using TypedTasks.Emulator.Entities.Rules;

namespace TypedTasks.Emulator.Control;

/// <summary>A message as the explorer shows it.</summary>
internal static class MessageJson
{
    private static readonly string[] SystemNames = ["messageId", "subject", "correlationId", "sessionId", "to", "replyTo", "replyToSessionId", "contentType"];

    public static void Write(Utf8JsonWriter json, Broker broker, BrokerMessage message, int bodyLimit, long? dueAt = null)
    {
        json.WriteStartObject();
        json.WriteNumber("sequenceNumber", message.SequenceNumber);
        json.WriteString("state", message.IsDeferred && message.State != MessageState.Locked ? "deferred" : message.State.ToString().ToLowerInvariant());
        Time(json, "enqueuedAt", broker.ToClients(message.EnqueuedAt));
        if (message.State == MessageState.Locked)
            Time(json, "lockedUntil", broker.ToClients(message.LockedUntil));
        if (dueAt is { } due)
            Time(json, "dueAt", broker.ToClients(due));
        if (message.ExpiresAt != long.MaxValue)
            Time(json, "expiresAt", broker.ToClients(message.ExpiresAt));
        json.WriteNumber("deliveryCount", message.DeliveryCount);
        json.WriteNumber("size", message.Content.Size);
        if (message.DeadLetterSource is { } source)
            json.WriteString("deadLetterSource", source);
        WriteProperties(json, message);
        MessageBody.Write(json, message.Content, bodyLimit);
        json.WriteEndObject();
    }

    public static void WriteProperties(Utf8JsonWriter json, AmqpMap properties)
    {
        json.WriteStartObject("properties");
        foreach (var (key, value) in properties)
        {
            var name = key is Symbol symbol ? symbol.Text : Convert.ToString(key, CultureInfo.InvariantCulture) ?? "";
            switch (MessageView.Plain(value))
            {
                case string text: json.WriteString(name, text); break;
                case bool flag: json.WriteBoolean(name, flag); break;
                case long number: json.WriteNumber(name, number); break;
                case double number when double.IsFinite(number): json.WriteNumber(name, number); break;
                case null: json.WriteNull(name); break;
                case var other: json.WriteString(name, MessageBody.Words(other)); break;
            }
        }

        json.WriteEndObject();
    }

    private static void WriteProperties(Utf8JsonWriter json, BrokerMessage message)
    {
        try
        {
            var view = new MessageView(message.Content, message.EnqueuedAt);
            foreach (var name in SystemNames)
                if (view.System(name) is { } value)
                    json.WriteString(name, value is string text ? text : MessageBody.Words(value));
            WriteProperties(json, view.Application);
        }
        catch (AmqpException unreadable)
        {
            json.WriteString("unreadable", unreadable.Message);
        }
    }

    private static void Time(Utf8JsonWriter json, string name, long milliseconds)
    {
        if (Clock.Text(milliseconds) is { } text)
            json.WriteString(name, text);
    }
}
