namespace Demo
{
    public partial class Outer
    {
        internal partial record struct Middle
        {
            public partial interface IInner
            {
                public static partial class Leaf
                {
                    public sealed record Data(int Value);
                    [Task] public static Data Make(Data data) => data;
                    [Task] internal static void Hide(Data data) { }
                }
            }
        }
    }
}

internal static partial class Global
{
    [Task] public static void Run() { }
}
