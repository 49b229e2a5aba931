using TypedTasks.Emulator.Codec;

namespace TypedTasks.Emulator.Entities;

/// <summary>One operation that waits for its transaction.</summary>
internal interface ITransactionStep
{
    /// <summary>Says why the step cannot be applied, if so; changes nothing.</summary>
    AmqpError? Check();

    void Apply();

    void Undo();
}
