namespace TypedTasks.Emulator.Amqp;

/// <summary>How far the handshake of a connection has come.</summary>
internal enum ConnectionPhase
{
    Header,
    Sasl,
    AmqpHeader,
    Open,
    Running,
    Closed,
}
