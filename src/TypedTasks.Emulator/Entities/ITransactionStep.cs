using TypedTasks.Emulator.Codec;

namespace TypedTasks.Emulator.Entities;

/// <summary>One operation that waits for its transaction.</summary>
internal interface ITransactionStep
{
    /// <summary>The entity that the transaction must be of.</summary>
    MessageQueue Queue { get; }

    /// <summary>It adds a message, of which a transaction takes so many.</summary>
    bool IsSend { get; }

    /// <summary>The partition that it touches, where its entity has several; null if that is not said.</summary>
    string? PartitionKey { get; }

    /// <summary>Says why the step cannot be applied, if so; changes nothing.</summary>
    AmqpError? Check();

    void Apply();

    void Undo();
}
