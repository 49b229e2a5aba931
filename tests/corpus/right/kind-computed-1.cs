//contract task right-computed1.total(order: Corpus.Order1): int
//contract type Corpus.Order1 { price!: int, total: int }
namespace Corpus;

public sealed record Order1(int Price) { public int Total => Price * 2; }

public static partial class RightComputed1
{
    [Task] public static int Total(Order1 order) => order.Total;
}
