namespace TypedTasks.Emulator.Entities;

/// <summary>What is to go wrong in one entity, and how often still.</summary>
internal sealed class FaultPlan
{
    private int _refusals;
    private int _lostAnswers;
    private int _repetitions;

    public void Refuse(int sends) => _refusals = sends;

    public void LoseAnswers(int settlements) => _lostAnswers = settlements;

    public void Repeat(int deliveries) => _repetitions = deliveries;

    public bool TakeRefusal() => Take(ref _refusals);

    public bool TakeLostAnswer() => Take(ref _lostAnswers);

    public bool TakeRepetition() => Take(ref _repetitions);

    private static bool Take(ref int left)
    {
        if (left == 0) return false;
        left--;
        return true;
    }
}
