namespace TypedTasks.Emulator.Amqp;

/// <summary>Where the replies of one connection go: links by the address they reply for, and by the peer's own name for them.</summary>
internal sealed class RequestNodes
{
    private readonly List<ReplyLink> links = [];

    public void Add(ReplyLink link) => links.Add(link);

    public void Remove(ReplyLink link) => links.Remove(link);

    /// <summary>Finds the link for a reply: by reply-to, as link name or target; without one, the only link of the node.</summary>
    public ReplyLink? Find(string node, string? replyTo)
    {
        ReplyLink? last = null;
        foreach (var link in links)
        {
            if (link.IsClosed || !link.Node.Equals(node, StringComparison.OrdinalIgnoreCase))
                continue;
            if (replyTo is not null && (link.Name == replyTo || link.TargetAddress == replyTo))
                return link;
            last = link;
        }

        return last;
    }
}
