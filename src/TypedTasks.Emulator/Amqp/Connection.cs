using System.Buffers.Binary;
using TypedTasks.Emulator.Amqp.Performatives;
using TypedTasks.Emulator.Codec;
using TypedTasks.Emulator.Entities;
using TypedTasks.Emulator.Security;

namespace TypedTasks.Emulator.Amqp;

/// <summary>The protocol of one connection: bytes in, bytes out, no socket. Everything runs inside the broker's lock.</summary>
internal sealed class Connection(ServerContext context, IOutput signal) : ITimed
{
    private const int HeaderSize = 8;
    private const int MinFrameSize = 512;
    private const int ChokeAt = 1024 * 1024;
    private static readonly byte[] SaslHeader = [.. "AMQP"u8, 3, 1, 0, 0];
    private static readonly byte[] AmqpHeader = [.. "AMQP"u8, 0, 1, 0, 0];

    private readonly Dictionary<ushort, Session> sessions = [];
    private readonly Probation probation = new();
    private Session? lastSession;

    public ServerContext Context { get; private set; } = context;

    public AmqpWriter Output { get; } = new();

    public TransactionTable Transactions { get; } = new(context.Broker);

    public RequestNodes Requests { get; } = new();

    public ClaimSet Claims { get; } = new();

    public IEnumerable<Link> Links => sessions.Values.SelectMany(session => session.Links);

    public ConnectionPhase Phase { get; private set; }

    /// <summary>Whether the peer has shown a valid token or credentials; one that has not gets little room.</summary>
    public bool IsProven => !Claims.IsEmpty;

    public int MaxFrameSize => IsProven ? (int)ServerContext.MaxFrameSize : Probation.MaxFrameSize;

    public uint PeerMaxFrameSize { get; private set; } = MinFrameSize;

    /// <summary>How often the peer must hear from us; zero for never.</summary>
    public uint PeerIdleTimeout { get; private set; }

    /// <summary>
    /// Whether the peer is left to settle what is refused or declared. Race: the library of the official .NET client looks after the
    /// return of its write whether a delivery is settled; if the answer has come by then, it takes it for one that it sent settled, and puts
    /// accepted in the place of the outcome. An answer that does not settle is taken for what it is.
    /// </summary>
    public bool LetsPeerSettle { get; private set; }

    /// <summary>Set while more waits to be sent than a connection may hold; deliveries pause.</summary>
    public bool IsChoked { get; set; }

    public long NotedDue { get; set; } = long.MaxValue;

    public static AmqpError Unauthorized(string path) => new(
        ErrorCondition.UnauthorizedAccess,
        $"Unauthorized access. A valid token for '{path}' is required. TrackingId:{Broker.Tracking()}");

    /// <summary>Takes what it can of the bytes received and returns how many that were.</summary>
    public int Process(ReadOnlySpan<byte> received, out int wanted)
    {
        var taken = 0;
        wanted = HeaderSize;
        try
        {
            while (Phase != ConnectionPhase.Closed)
            {
                var rest = received[taken..];
                if (rest.Length < HeaderSize)
                    break;
                if (Phase is ConnectionPhase.Header or ConnectionPhase.AmqpHeader)
                {
                    OnHeader(rest[..HeaderSize]);
                    taken += HeaderSize;
                    continue;
                }

                var size = BinaryPrimitives.ReadUInt32BigEndian(rest);
                if (size < HeaderSize || size > MaxFrameSize)
                    throw new AmqpException(ErrorCondition.FramingError, $"A frame of {size} bytes is not acceptable.");
                wanted = (int)size;
                if (rest.Length < wanted)
                    break;
                var before = Output.Length;
                OnFrame(rest[..wanted]);
                if (!IsProven)
                    probation.Spend(wanted, Output.Length - before);
                taken += wanted;
                wanted = HeaderSize;
            }
        }
        catch (AmqpException violation)
        {
            Close(violation.ToError());
        }
        catch (Exception failure)
        {
            Log.ConnectionFailed(Context.Logger, failure);
            Close(new(ErrorCondition.InternalError, "The emulator failed; its log says more."));
        }

        return taken;
    }

    /// <summary>Enters the namespace of a key name that was proved; false if there is none, or the connection is in another.</summary>
    public bool TryJoin(string keyName)
    {
        if (Context.At(keyName) is not { } found || (IsProven && !ReferenceEquals(found.Broker, Context.Broker)))
            return false;
        Context = found;
        return true;
    }

    /// <summary>Marks that there is something to send.</summary>
    public void Touch()
    {
        if (Output.Length > ChokeAt)
            IsChoked = true;
        Context.Broker.Flush(signal);
    }

    /// <summary>Called right before sending: writes what was held back.</summary>
    public void Settle()
    {
        foreach (var session in sessions.Values)
            session.FlushDispositions();
    }

    public void Resume()
    {
        foreach (var session in sessions.Values)
            session.Resume();
    }

    /// <summary>Closes from our side.</summary>
    public void Close(AmqpError? error)
    {
        if (Phase == ConnectionPhase.Closed)
            return;
        if (error is not null)
            Log.ConnectionClosed(Context.Logger, error.Condition, error.Description);
        if (Phase == ConnectionPhase.Open)
            ControlWriter.Open(Output, Context.ContainerId);
        if (Phase is ConnectionPhase.Open or ConnectionPhase.Running)
        {
            Settle();
            ControlWriter.Finish(Output, Descriptor.Close, 0, error);
        }

        Touch();
        Disconnect();
    }

    /// <summary>The peer is gone: links end, open transactions are rolled back.</summary>
    public void Disconnect()
    {
        if (Phase == ConnectionPhase.Closed)
            return;
        Phase = ConnectionPhase.Closed;
        foreach (var session in sessions.Values)
            session.Close();
        sessions.Clear();
        lastSession = null;

        // Its tokens may last for hours still.
        Context.Broker.Clients.Unschedule(this);
    }

    /// <summary>Sees to it that links end that nobody uses.</summary>
    public void WatchIdle()
    {
        if (Context.IdleLinkTimeout > TimeSpan.Zero)
            Context.Broker.Clients.Schedule(this, Context.Broker.Clients.Now + (long)Context.IdleLinkTimeout.TotalMilliseconds);
    }

    /// <summary>Notes that a request spoke for another link, which is in use by that.</summary>
    public void Use(string link) => Links.FirstOrDefault(other => other.Name == link)?.Use();

    /// <summary>Detaches what is linked to an entity.</summary>
    public int Detach(MessageQueue queue, AmqpError error) => sessions.Values.Sum(session => session.Detach(queue, error));

    public void Heartbeat()
    {
        if (Phase != ConnectionPhase.Running)
            return;
        ControlWriter.Heartbeat(Output);
        Touch();
    }

    /// <summary>Notes until when a link may live without a newer token.</summary>
    public void Watch(Link link, string path)
    {
        link.ClaimedPath = path;
        link.AllowedUntil = Claims.AllowedUntil(path);
        Context.Broker.Clients.Schedule(this, link.AllowedUntil);
    }

    public void OnDue(long now)
    {
        if (IdleLinks.Detach(this, now) is var next and < long.MaxValue)
            Context.Broker.Clients.Schedule(this, next);
        foreach (var link in Links)
        {
            if (link.ClaimedPath is not { } path || link.IsClosed)
                continue;
            link.AllowedUntil = Claims.AllowedUntil(path);
            if (link.AllowedUntil <= now)
                link.Detach(Unauthorized(path));
            else
                Context.Broker.Clients.Schedule(this, link.AllowedUntil);
        }
    }

    private void OnHeader(ReadOnlySpan<byte> header)
    {
        if (Phase == ConnectionPhase.Header && header.SequenceEqual(SaslHeader))
        {
            Output.Raw(SaslHeader);
            SaslNegotiation.WriteMechanisms(Output);
            Phase = ConnectionPhase.Sasl;
        }
        else if (header.SequenceEqual(AmqpHeader))
        {
            Output.Raw(AmqpHeader);
            Phase = ConnectionPhase.Open;
        }
        else
        {
            // The answer to an unknown protocol is the one that is spoken here.
            Output.Raw(Phase == ConnectionPhase.Header ? SaslHeader : AmqpHeader);
            Touch();
            Disconnect();
        }

        Touch();
    }

    private void OnFrame(ReadOnlySpan<byte> frame)
    {
        var offset = frame[4] * 4;
        if (offset < HeaderSize || offset > frame.Length)
            throw new AmqpException(ErrorCondition.FramingError, "The data offset of a frame is out of range.");
        var body = frame[offset..];
        if (Phase == ConnectionPhase.Sasl)
        {
            OnSasl(body);
            return;
        }

        if (frame[5] != 0)
            throw new AmqpException(ErrorCondition.FramingError, "An AMQP frame was expected.");
        if (body.Length == 0)
            return;
        var channel = BinaryPrimitives.ReadUInt16BigEndian(frame[6..]);
        var reader = new AmqpReader(body);
        var performative = reader.ReadDescriptor();
        if (Phase == ConnectionPhase.Open)
        {
            if (performative != Descriptor.Open)
                throw new AmqpException(ErrorCondition.NotAllowed, "The first frame must be open.");
            OnOpen(Open.Read(ref reader));
            return;
        }

        Dispatch(performative, channel, ref reader, body);
    }

    private void OnSasl(ReadOnlySpan<byte> body)
    {
        var accepted = SaslNegotiation.Answer(Output, body, this);
        Phase = ConnectionPhase.AmqpHeader;
        Touch();
        if (!accepted)
            Disconnect();
    }

    private void OnOpen(Open open)
    {
        if (open.MaxFrameSize < MinFrameSize)
            throw new AmqpException(ErrorCondition.InvalidField, "The maximum frame size is below 512 bytes.");
        PeerMaxFrameSize = Math.Min(open.MaxFrameSize, ServerContext.MaxFrameSize);
        PeerIdleTimeout = open.IdleTimeout ?? 0;
        LetsPeerSettle = open.UserAgent?.StartsWith("azsdk-net-", StringComparison.Ordinal) ?? false;
        ControlWriter.Open(Output, Context.ContainerId);
        Phase = ConnectionPhase.Running;
        Touch();
    }

    private void Dispatch(ulong performative, ushort channel, ref AmqpReader reader, ReadOnlySpan<byte> body)
    {
        switch (performative)
        {
            case Descriptor.Transfer:
                SessionOf(channel).OnTransfer(ref reader, body);
                break;
            case Descriptor.Disposition:
                SessionOf(channel).OnDisposition(Disposition.Read(ref reader));
                break;
            case Descriptor.Flow:
                SessionOf(channel).OnFlow(Flow.Read(ref reader));
                break;
            case Descriptor.Attach:
                SessionOf(channel).OnAttach(Attach.Read(ref reader));
                break;
            case Descriptor.Detach:
                var count = reader.ReadListHeader(out _);
                var handle = (count > 0 ? reader.ReadUInt() : null) ?? throw AmqpReader.Malformed("A detach has no handle.");
                SessionOf(channel).OnDetach(handle, closed: count > 1 && (reader.ReadBoolean() ?? false));
                break;
            case Descriptor.Begin:
                OnBegin(channel, Begin.Read(ref reader));
                break;
            case Descriptor.End:
                OnEnd(channel);
                break;
            case Descriptor.Close:
                Close(null);
                break;
            default:
                throw new AmqpException(ErrorCondition.NotImplemented, "An unknown frame was received.");
        }
    }

    private Session SessionOf(ushort channel)
    {
        if (lastSession is { } last && last.Channel == channel)
            return last;
        return sessions.TryGetValue(channel, out var session)
            ? lastSession = session
            : throw new AmqpException(ErrorCondition.NotAllowed, "The session was not begun.");
    }

    private void OnBegin(ushort channel, Begin begin)
    {
        if (channel >= ServerContext.MaxSessions || (!IsProven && sessions.Count >= Probation.MaxSessions) || !sessions.TryAdd(channel, new Session(this, channel, begin)))
            throw new AmqpException(ErrorCondition.NotAllowed, "The channel is in use or beyond the limit.");
        ControlWriter.Begin(Output, channel);
        Touch();
    }

    private void OnEnd(ushort channel)
    {
        var session = SessionOf(channel);
        session.FlushDispositions();
        session.Close();
        sessions.Remove(channel);
        lastSession = null;
        ControlWriter.Finish(Output, Descriptor.End, channel, null);
        Touch();
    }
}
