using TypedTasks.Emulator.Codec;
using TypedTasks.Emulator.Entities;

namespace TypedTasks.Emulator.Amqp;

/// <summary>Takes a batch envelope apart: each data section is a whole encoded message.</summary>
internal static class BatchReader
{
    public static List<MessageContent> Read(byte[] payload)
    {
        var messages = new List<MessageContent>();
        var reader = new AmqpReader(payload);
        while (!reader.AtEnd)
        {
            if (reader.ReadDescriptor() == Descriptor.Data)
                messages.Add(MessageContent.Receive(reader.ReadBytes().ToArray()));
            else
                reader.Skip();
        }

        return messages.Count > 0 ? messages : throw AmqpReader.Malformed("The batch is empty.");
    }
}
