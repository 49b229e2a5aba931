using System.Globalization;
using TypedTasks.Emulator.Durability;
using TypedTasks.Emulator.Entities;

namespace TypedTasks.Emulator.Tests.Durability.Power;

/// <summary>All that must outlive a process, as text: of a broker that lives and of a journal that is read.</summary>
internal static class BrokerPicture
{
    public static string Of(EntityDirectory directory)
    {
        var lines = new List<string>();
        foreach (var queue in directory.Queues.Concat(directory.Topics.Select(topic => topic.Inbox)).Concat(directory.Topics.SelectMany(topic => topic.Subscriptions).Select(each => each.Queue)))
        {
            if (queue.Path == BrokerLife.Made)
                lines.Add($"{queue.Path} is defined");
            foreach (var each in new[] { queue, queue.DeadLetters, queue.TransferDeadLetters })
                lines.AddRange(each.Browse(0).Select(message => Line(each.Path, message)));
            if (queue.Sessions is not { } desk)
                continue;
            foreach (var id in desk.Table.Ids)
                if (desk.Table.Find(id)?.State is { } state)
                    lines.Add($"{queue.Path} session {id} {Convert.ToHexString(state)}");
        }

        return Sorted(lines);
    }

    public static string Of(Dictionary<string, StoredEntity> entities)
    {
        var lines = new List<string>();
        foreach (var (path, entity) in entities)
        {
            if (entity.Description is not null)
                lines.Add($"{path} is defined");
            lines.AddRange(entity.Messages.Values.Select(message => Line(path, message)));
            lines.AddRange(entity.SessionStates.Select(state => $"{path} session {state.Key} {Convert.ToHexString(state.Value)}"));
        }

        return Sorted(lines);
    }

    private static string Sorted(List<string> lines)
    {
        lines.Sort(StringComparer.Ordinal);
        return string.Join('\n', lines);
    }

    private static string Line(string path, BrokerMessage message) => string.Create(
        CultureInfo.InvariantCulture,
        $"{path} {message.SequenceNumber} {message.EnqueuedSequenceNumber} {message.Content.MessageId} at {message.EnqueuedAt} to {message.ExpiresAt} count {message.DeliveryCount} hops {message.Hops} from {message.DeadLetterSource} {(message.IsDeferred ? "deferred" : message.State == MessageState.Scheduled ? "scheduled" : "active")} {JournalWriter.Checksum(message.Content.Bytes):x}");
}
