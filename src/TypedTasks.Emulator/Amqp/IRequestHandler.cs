using TypedTasks.Emulator.Entities;

namespace TypedTasks.Emulator.Amqp;

/// <summary>What stands behind a request and response node.</summary>
internal interface IRequestHandler
{
    /// <summary>The entity behind it; null where there is none.</summary>
    MessageQueue? Entity { get; }

    Response Handle(Request request);
}
