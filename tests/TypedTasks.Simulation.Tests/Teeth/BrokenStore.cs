using TypedTasks.Storage;

namespace TypedTasks.Simulation.Tests;

/// <summary>Changes what is asked of the store, or what it answers.</summary>
internal abstract class BrokenStore : DeliberateFault
{
    public override void Commit(SimWorld world, IReadOnlyList<StoreOperation> operations)
    {
        var changed = operations.Select(o => Change(world, o)).ToArray();
        world.Commit(changed);
        for (var i = 0; i < operations.Count; i++)
        {
            if (operations[i] is RecordMember member)
                member.Result = ((RecordMember)changed[i]).Result;
            else if (operations[i] is FinishFlow finish)
                finish.Result = ((FinishFlow)changed[i]).Result;
            else if (operations[i] is OpenWait open)
                open.Result = ((OpenWait)changed[i]).Result;
            else if (operations[i] is ExpireWait expire)
                expire.Result = ((ExpireWait)changed[i]).Result;
            else if (operations[i] is RaiseEvent raise)
                raise.Result = ((RaiseEvent)changed[i]).Result;
            else if (operations[i] is ReadMembers read)
                read.Result = ((ReadMembers)changed[i]).Result;
            else if (operations[i] is AcquirePermit acquire)
                acquire.Result = ((AcquirePermit)changed[i]).Result;
            else if (operations[i] is AcceptFlow accept)
                accept.Result = ((AcceptFlow)changed[i]).Result;
            else if (operations[i] is ProposeOccurrence propose)
                propose.Result = ((ProposeOccurrence)changed[i]).Result;
            else if (operations[i] is DefineSchedule define)
                define.Result = ((DefineSchedule)changed[i]).Result;
            else if (operations[i] is PauseSchedule pause)
                pause.Result = ((PauseSchedule)changed[i]).Result;
            else if (operations[i] is DeleteFlow delete)
                delete.Result = ((DeleteFlow)changed[i]).Result;
            Answer(world, operations[i]);
        }
    }

    /// <summary>What the store does instead.</summary>
    protected virtual StoreOperation Change(SimWorld world, StoreOperation operation) => operation;

    /// <summary>Changes the result of an operation that was committed.</summary>
    protected virtual void Answer(SimWorld world, StoreOperation operation)
    {
    }
}
