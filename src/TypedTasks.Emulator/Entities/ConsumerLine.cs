namespace TypedTasks.Emulator.Entities;

/// <summary>The consumers that can take a message, in turn, so that none starves behind another.</summary>
internal sealed class ConsumerLine
{
    private readonly Queue<IConsumer> line = new();
    private readonly List<IConsumer> draining = [];
    private readonly HashSet<IConsumer> members = [];

    public bool Any => members.Count > 0;

    /// <summary>Puts a consumer into the line if it can take a message.</summary>
    public void Add(IConsumer consumer)
    {
        if (consumer.IsDraining && !draining.Contains(consumer))
            draining.Add(consumer);
        if (!consumer.IsWaiting && consumer.IsReady)
        {
            consumer.IsWaiting = true;
            line.Enqueue(consumer);
        }
    }

    /// <summary>The consumer whose turn it is; whoever can take nothing leaves the line until armed again.</summary>
    public IConsumer? Next()
    {
        while (line.TryPeek(out var consumer))
        {
            if (consumer.IsReady)
                return consumer;
            line.Dequeue();
            consumer.IsWaiting = false;
        }

        return null;
    }

    public void Served(IConsumer consumer)
    {
        line.Dequeue();
        if (consumer.IsReady)
            line.Enqueue(consumer);
        else
            consumer.IsWaiting = false;
    }

    public void CloseAll(Codec.AmqpError error)
    {
        foreach (var consumer in members.ToArray())
            consumer.Close(error);
    }

    /// <summary>Everybody who is attached, credit or not.</summary>
    public void Join(IConsumer consumer) => members.Add(consumer);

    public void Leave(IConsumer consumer) => members.Remove(consumer);

    /// <summary>Answers those who asked for what there is and no more.</summary>
    public void EndDrains(bool empty)
    {
        for (var i = draining.Count - 1; i >= 0; i--)
            if (draining[i].TryEndDrain(empty))
                draining.RemoveAt(i);
    }
}
