using TypedTasks.Emulator.Amqp;
using TypedTasks.Emulator.Codec;
using TypedTasks.Emulator.Entities;
using TypedTasks.Emulator.Management;

namespace TypedTasks.Emulator.Namespaces;

/// <summary>
/// The namespaces of an emulator by the names of the keys that open them: the first, and those that tests have to themselves,
/// each with the queues and topics that the emulator was configured with.
/// </summary>
internal sealed class NamespaceTable
{
    /// <summary>Each costs its queues; whoever makes them without end forgets to throw them away.</summary>
    public const int Most = 1_000;

    private readonly Dictionary<string, EmulatorNamespace> byName = new(StringComparer.Ordinal);
    private readonly ServerContext context;
    private readonly Listener listener;
    private readonly QueueOptions[] queues;
    private readonly TopicOptions[] topics;
    private readonly bool makesOnDemand;
    private readonly ConnectionStrings strings;

    public NamespaceTable(ServerContext context, Listener listener, ServiceBusEmulatorOptions options)
    {
        this.context = context;
        this.listener = listener;
        queues = [.. options.Queues];
        topics = [.. options.Topics];
        makesOnDemand = options.IsolateByKeyName;
        strings = new(options, context.Key);
        First = new EmulatorNamespace(context.Key.Name, context, listener, this);
        context.Namespaces = keyName => Find(keyName)?.Context;
    }

    public EmulatorNamespace First { get; }

    /// <summary>The port of the management API; null where there is none.</summary>
    public int? HttpPort { get; set; }

    private Broker Broker => context.Broker;

    public string ConnectionStringOf(string name) => strings.To(listener.EndPoint.Port, name);

    public string? AdministrationConnectionStringOf(string name) => HttpPort is { } port ? strings.To(port, name) : null;

    /// <summary>Finds the namespace of a key name, or makes it where each name has one. Called inside the lock.</summary>
    public EmulatorNamespace? Find(string keyName)
    {
        if (keyName == First.Name)
            return First;
        if (byName.TryGetValue(keyName, out var found))
            return found;
        return makesOnDemand && NamespaceName.Objection(keyName) is null && byName.Count < Most ? Add(keyName) : null;
    }

    /// <summary>Finds the namespace of a key name from outside the lock.</summary>
    public EmulatorNamespace? Open(string keyName)
    {
        using (Broker.Enter())
            return Find(keyName);
    }

    /// <exception cref="ArgumentException">The name cannot be one, or is taken.</exception>
    /// <exception cref="InvalidOperationException">There are as many as there may be.</exception>
    public EmulatorNamespace Create(string? name)
    {
        name ??= NamespaceName.New();
        if (NamespaceName.Objection(name) is { } objection)
            throw new ArgumentException(objection, nameof(name));
        using (Broker.Enter())
        {
            if (name == First.Name || byName.ContainsKey(name))
                throw new ArgumentException($"The namespace '{name}' exists already.", nameof(name));
            if (byName.Count >= Most)
                throw new InvalidOperationException($"There are {Most} namespaces, and no more fit: dispose of those that are no longer used.");
            return Add(name);
        }
    }

    /// <summary>Those beside the first, by name.</summary>
    public EmulatorNamespace[] All()
    {
        using (Broker.Enter())
            return [.. byName.Values.OrderBy(static space => space.Name, StringComparer.Ordinal)];
    }

    /// <summary>Throws a namespace away with all that is in it, and sends its clients away; false if there is none.</summary>
    public bool Remove(string name)
    {
        Broker gone;
        using (Broker.Enter())
        {
            if (!byName.TryGetValue(name, out var found))
                return false;
            byName.Remove(name);
            gone = found.End();
        }

        listener.Close(gone, new(ErrorCondition.ConnectionForced, $"The namespace '{name}' was thrown away."));
        return true;
    }

    private EmulatorNamespace Add(string name)
    {
        var made = new EmulatorNamespace(name, context with { Broker = Broker.Beside() }, listener, this);
        var catalogue = new Catalogue(made.Context.Broker, []);
        foreach (var queue in queues)
            catalogue.Place(queue);
        foreach (var topic in topics)
            catalogue.Place(topic);
        byName.Add(name, made);
        return made;
    }
}
