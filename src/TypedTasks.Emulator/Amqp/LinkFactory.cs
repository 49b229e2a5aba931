using TypedTasks.Emulator.Amqp.Performatives;
using TypedTasks.Emulator.Codec;
using TypedTasks.Emulator.Entities;

namespace TypedTasks.Emulator.Amqp;

/// <summary>Answers an attach: finds what the link is for, checks that the peer may use it, or refuses it with the service's words.</summary>
internal static class LinkFactory
{
    private const string SessionFilter = "com.microsoft:session-filter";
    private const string LockedUntilProperty = "com.microsoft:locked-until-utc";
    private const string ViaProperty = "com.microsoft:transfer-destination-address";

    public static Link Attach(Session session, Attach attach)
    {
        try
        {
            var link = attach.IsReceiver ? ForReceiver(session, attach) : ForSender(session, attach);
            if (link is not PendingSessionLink)
                Welcome(session, attach, link);
            return link;
        }
        catch (AmqpException refusal)
        {
            Refuse(session, attach, refusal.ToError());
            return new RefusedLink(session, attach);
        }
    }

    private static Link ForSender(Session session, Attach attach)
    {
        if (attach.Target is { } target && target.Is(Descriptor.Coordinator))
        {
            // No token yet, as on the service: what the transaction touches is checked where it is touched.
            DemandTransactions(session);
            session.ShareTransactions();
            return new CoordinatorLink(session, attach);
        }

        var path = attach.TargetAddress ?? throw new AmqpException(ErrorCondition.InvalidField, "The link has no target address.");
        if (path == ClaimsNode.Address)
            return new RequestLink(session, attach, path, new ClaimsNode(session.Connection));
        var address = EntityAddress.Parse(path);
        Demand(session, address.IsManagement ? NodeOf(address) : address.Path);
        if (address.IsManagement)
            return new RequestLink(session, attach, NodeOf(address), ManagementOf(session, address));
        if (address.SubQueue != SubQueue.None)
            throw new AmqpException(ErrorCondition.NotAllowed, $"Messages cannot be sent to '{address.Path}'.");
        var queue = session.Broker.Directory.FindTarget(address.Entity) ?? throw NotFound(session, address.Path);
        if (Availability.OfSending(queue) is { } closed)
            throw new AmqpException(closed.Condition, closed.Description);
        var via = session.Group?.ViaTo(queue);
        if (via is not null)
            Demand(session, via.Path);
        var destination = attach.Properties?[ViaProperty] as string;
        if (destination is not null)
        {
            DemandTransactions(session);
            destination = EntityAddress.Parse(destination).Entity;
            Demand(session, destination);
        }

        session.Group?.Add(queue);
        return Watched(session, new QueueSenderLink(session, attach, queue, destination, via), address.Path);
    }

    private static Link ForReceiver(Session session, Attach attach)
    {
        var path = attach.SourceAddress ?? throw new AmqpException(ErrorCondition.InvalidField, "The link has no source address.");
        if (path == ClaimsNode.Address)
            return Replying(session, attach, path);
        var address = EntityAddress.Parse(path);
        Demand(session, address.IsManagement ? NodeOf(address) : address.Path);
        if (address.IsManagement)
            return Replying(session, attach, NodeOf(address));
        var queue = session.Broker.Directory.FindSource(address) ?? throw NotFound(session, address.Path);
        if ((queue.Route is not null ? ForwardRoute.NoReceiver : Availability.OfReceiving(queue)) is { } closed)
            throw new AmqpException(closed.Condition, closed.Description);
        session.Group?.DemandHere(queue);
        RefuseOtherFilters(attach.SourceFilter);
        var wantsSession = attach.SourceFilter?.Has(SessionFilter) ?? false;
        if (queue.Sessions is not null && !wantsSession)
        {
            throw new AmqpException(
                ErrorCondition.NotAllowed, "It is not possible for an entity that requires sessions to create a non-sessionful message receiver.");
        }

        if (wantsSession && queue.Sessions is null)
            throw new AmqpException(ErrorCondition.NotAllowed, "A sessionful message receiver cannot be created on an entity that does not require sessions.");
        session.Group?.Add(queue);
        if (!wantsSession)
            return Watched(session, new QueueReceiverLink(session, attach, queue), address.Path);
        return new PendingSessionLink(session, attach, queue, address.Path, SessionIdOf(attach.SourceFilter![SessionFilter]));
    }

    // A filter that is not known and not said to be would let through what its sender means to keep out. Clients know these words.
    private static void RefuseOtherFilters(AmqpMap? filters)
    {
        foreach (var (key, _) in filters ?? [])
        {
            var name = key is Symbol symbol ? symbol.Text : key as string;
            if (name != SessionFilter)
                throw new AmqpException(ErrorCondition.NotAllowed, $"The filter '{name}' is of an invalid filter type.");
        }
    }

    // Some clients describe the filter's value with its name, others give the bare id.
    private static string? SessionIdOf(object? filter) => (filter is Described described ? described.Value : filter) as string;

    private static ReplyLink Replying(Session session, Attach attach, string node)
    {
        var link = new ReplyLink(session, attach, node);
        session.Connection.Requests.Add(link);
        return link;
    }

    private static ManagementNode ManagementOf(Session session, EntityAddress address)
    {
        var directory = session.Broker.Directory;
        var queue = directory.FindSource(address) ?? directory.FindTopic(address.Entity)?.Inbox ?? throw NotFound(session, address.Path);
        return new(session.Connection, queue, directory.FindSubscription(address));
    }

    private static string NodeOf(EntityAddress address) => address.Path + "/$management";

    private static Link Watched(Session session, Link link, string path)
    {
        session.Connection.Watch(link, path);
        return link;
    }

    private static void DemandTransactions(Session session)
    {
        if (!TierRules.HasTransactions(session.Broker.Meter.Tier))
            throw new AmqpException(ErrorCondition.NotAllowed, "The Basic tier has neither transactions nor sending by way of another entity: use Standard or Premium.");
    }

    private static void Demand(Session session, string path)
    {
        var claims = session.Connection.Claims;
        if (claims.AllowedUntil(path) > session.Broker.Clients.Now)
            return;
        var refusal = Connection.Unauthorized(path);
        throw new AmqpException(refusal.Condition, refusal.Description);
    }

    private static AmqpException NotFound(Session session, string path) => new(
        ErrorCondition.NotFound,
        $"The messaging entity '{path}' could not be found. TrackingId:{Broker.Tracking()}, SystemTracker:{session.Connection.Context.ContainerId}");

    private static void Welcome(Session session, Attach attach, Link link)
    {
        session.WriteAttach(new Attach(attach.Name, attach.Handle, !attach.IsReceiver)
        {
            SenderSettleMode = attach.SenderSettleMode,
            ReceiverSettleMode = attach.ReceiverSettleMode,
            Source = attach.Source,
            Target = attach.Target,
            InitialDeliveryCount = attach.IsReceiver ? 0 : null,
            // Only for what comes in: the official client drops a link when a message that it reads has grown past this by the reason of a dead letter.
            MaxMessageSize = attach.IsReceiver ? null : session.Connection.Context.MessageLimit,
            Properties = attach.Properties,
        });
        if (link is IncomingLink incoming)
            incoming.Grant();
    }

    /// <summary>Answers the attach of a receiver that got its session.</summary>
    public static void WelcomeSession(Session session, Attach attach, BrokerSession held)
    {
        var fields = attach.Source!.Fields.ToList();
        fields[7] = new AmqpMap { { new Symbol(SessionFilter), held.Id } };
        var properties = new AmqpMap();
        properties.AddRange(attach.Properties ?? []);
        // Clients read ticks of .NET here, not an AMQP timestamp.
        properties.Add(new Symbol(LockedUntilProperty), DateTimeOffset.FromUnixTimeMilliseconds(session.Broker.ToClients(held.LockedUntil)).UtcTicks);
        session.WriteAttach(new Attach(attach.Name, attach.Handle, IsReceiver: false)
        {
            SenderSettleMode = attach.SenderSettleMode,
            ReceiverSettleMode = attach.ReceiverSettleMode,
            Source = attach.Source with { Value = fields },
            Target = attach.Target,
            InitialDeliveryCount = 0,
            Properties = properties,
        });
    }

    // The protocol has no refusal: a link is attached without its terminus and detached at once.
    public static void Refuse(Session session, Attach attach, AmqpError error)
    {
        var path = (attach.IsReceiver ? attach.SourceAddress : attach.TargetAddress) ?? "";
        Log.LinkRefused(session.Connection.Context.Logger, path, error.Condition);
        session.WriteAttach(new Attach(attach.Name, attach.Handle, !attach.IsReceiver)
        {
            Source = attach.IsReceiver ? null : attach.Source,
            Target = attach.IsReceiver ? attach.Target : null,
            InitialDeliveryCount = attach.IsReceiver ? 0 : null,
        });
        session.WriteDetach(attach.Handle, error);
    }
}
