package dev.eigenspark.tasks;

class Dist20TaskTest extends LongDistributionContract {
  Dist20TaskTest() {
    super(new Dist20Task(), 20);
  }
}
