using TypedTasks.Emulator.Amqp.Performatives;

namespace TypedTasks.Emulator.Amqp;

/// <summary>Holds the handle of a refused link until the peer detaches too: it may have written more in the meantime.</summary>
internal sealed class RefusedLink : Link
{
    public RefusedLink(Session session, Attach attach)
        : base(session, attach) => Close();

    public override void OnFlow(in Flow flow)
    {
        // Written before the peer knew of the refusal.
    }
}
