using Amqp;
using Amqp.Sasl;
using Amqp.Types;
using TypedTasks.Amqp.Wire;

namespace TypedTasks.Amqp.Security;

/// <summary>The mechanism MSSBCBS: the connection is opened without credentials, and tokens follow on the node <c>$cbs</c>.</summary>
internal sealed class CbsSaslProfile() : SaslProfile("MSSBCBS")
{
    protected override DescribedList GetStartCommand(string hostname) =>
        new SaslInit { Mechanism = Mechanism, InitialResponse = [] };

    protected override DescribedList OnCommand(DescribedList command) =>
        throw new AmqpException("amqp:not-implemented", "The broker asked for more than MSSBCBS gives.");

    // What follows goes through a check of every frame.
    protected override global::Amqp.ITransport UpgradeTransport(global::Amqp.ITransport transport) =>
        transport is IAsyncTransport open ? new CheckedTransport(open) : transport;
}
