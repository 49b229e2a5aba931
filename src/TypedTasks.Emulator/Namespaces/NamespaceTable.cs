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

    private readonly Dictionary<string, EmulatorNamespace> _byName = new(StringComparer.Ordinal);
    private readonly ServerContext _context;
    private readonly Listener _listener;
    private readonly QueueOptions[] _queues;
    private readonly TopicOptions[] _topics;
    private readonly bool _makesOnDemand;
    private readonly ConnectionStrings _strings;

    public NamespaceTable(ServerContext context, Listener listener, ServiceBusEmulatorOptions options)
    {
        _context = context;
        _listener = listener;
        _queues = [.. options.Queues];
        _topics = [.. options.Topics];
        _makesOnDemand = options.IsolateByKeyName;
        _strings = new(options, context.Key);
        First = new EmulatorNamespace(context.Key.Name, context, listener, this);
        context.Namespaces = keyName => Find(keyName)?.Context;
    }

    public EmulatorNamespace First { get; }

    /// <summary>The port of the management API; null where there is none.</summary>
    public int? HttpPort { get; set; }

    private Broker Broker => _context.Broker;

    public string ConnectionStringOf(string name) => _strings.To(_listener.EndPoint.Port, name);

    public string? AdministrationConnectionStringOf(string name) => HttpPort is { } port ? _strings.To(port, name) : null;

    /// <summary>Finds the namespace of a key name, or makes it where each name has one. Called inside the lock.</summary>
    public EmulatorNamespace? Find(string keyName)
    {
        if (keyName == First.Name) return First;
        if (_byName.TryGetValue(keyName, out var found)) return found;
        return _makesOnDemand && NamespaceName.Objection(keyName) is null && _byName.Count < Most ? Add(keyName) : null;
    }

    /// <summary>Finds the namespace of a key name from outside the lock.</summary>
    public EmulatorNamespace? Open(string keyName)
    {
        using (Broker.Enter()) return Find(keyName);
    }

    /// <exception cref="ArgumentException">The name cannot be one, or is taken.</exception>
    /// <exception cref="InvalidOperationException">There are as many as there may be.</exception>
    public EmulatorNamespace Create(string? name)
    {
        name ??= NamespaceName.New();
        if (NamespaceName.Objection(name) is { } objection) throw new ArgumentException(objection, nameof(name));
        using (Broker.Enter())
        {
            if (name == First.Name || _byName.ContainsKey(name)) throw new ArgumentException($"The namespace '{name}' exists already.", nameof(name));
            if (_byName.Count >= Most)
                throw new InvalidOperationException($"There are {Most} namespaces, and no more fit: dispose of those that are no longer used.");
            return Add(name);
        }
    }

    /// <summary>Those beside the first, by name.</summary>
    public EmulatorNamespace[] All()
    {
        using (Broker.Enter()) return [.. _byName.Values.OrderBy(static space => space.Name, StringComparer.Ordinal)];
    }

    /// <summary>Throws a namespace away with all that is in it, and sends its clients away; false if there is none.</summary>
    public bool Remove(string name)
    {
        Broker gone;
        using (Broker.Enter())
        {
            if (!_byName.TryGetValue(name, out var found)) return false;
            _byName.Remove(name);
            gone = found.End();
        }

        _listener.Close(gone, new(ErrorCondition.ConnectionForced, $"The namespace '{name}' was thrown away."));
        return true;
    }

    private EmulatorNamespace Add(string name)
    {
        var made = new EmulatorNamespace(name, _context with { Broker = Broker.Beside() }, _listener, this);
        var catalogue = new Catalogue(made.Context.Broker, []);
        foreach (var queue in _queues) catalogue.Place(queue);
        foreach (var topic in _topics) catalogue.Place(topic);
        _byName.Add(name, made);
        return made;
    }
}
