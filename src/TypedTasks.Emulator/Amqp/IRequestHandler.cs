namespace TypedTasks.Emulator.Amqp;

/// <summary>What stands behind a request and response node.</summary>
internal interface IRequestHandler
{
    Response Handle(Request request);
}
